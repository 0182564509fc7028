package dev.riskflow.operation;

import static org.awaitility.Awaitility.await;

import dev.riskflow.crash.RestartableDatabase;
import dev.riskflow.crash.Service;
import dev.riskflow.crash.Site;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** A service, with a provider, a database and, where one can be had, a disk that may be broken for a while. */
final class BreakableSite implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MEGABYTES = 160;

    private static final Map<String, String> IMPATIENT =
            Map.of("spring.datasource.hikari.connection-timeout", "1000", "db-scheduler.heartbeat-interval", "1s");

    private final Optional<SmallDisk> disk = SmallDisk.mount(MEGABYTES);
    private final RestartableDatabase database = disk.map(
                    small -> new RestartableDatabase(small.directory().resolve("data")))
            .orElseGet(RestartableDatabase::new);
    private final Site site = new Site(database.url(), IMPATIENT);
    private final Service service = site.begin().awaitReady();

    Riskflow api() {
        return service.api();
    }

    SandboxProvider provider() {
        return site.provider();
    }

    RestartableDatabase database() {
        return database;
    }

    /** What the database is on. */
    Optional<SmallDisk> disk() {
        return disk;
    }

    boolean isRunning() {
        return service.isAlive();
    }

    void takeNoWrites(boolean none) {
        String value = none ? "on" : "off";
        jdbc().sql("ALTER SYSTEM SET default_transaction_read_only = " + value).update();
        ask("SELECT pg_reload_conf()");
        await().atMost(LIMIT)
                .until(() -> ask("SHOW default_transaction_read_only").equals(value));
    }

    /** Of the log that is written ahead, 16 MB at a time. */
    void nextSegment() {
        ask("SELECT pg_logical_emit_message(true, 'riskflow', 'filled'), pg_switch_wal()");
        ask("SELECT pg_logical_emit_message(true, 'riskflow', 'begun')");
    }

    /** PostgreSQL starts over as long as what it tidies up makes room for its log; then it ends. */
    void awaitEndForLackOfRoom(SmallDisk full) {
        await("PostgreSQL ends").atMost(LIMIT).until(() -> {
            full.fill();
            try {
                nextSegment();
                return false;
            } catch (DataAccessException e) {
                return e.getRootCause() instanceof ConnectException;
            }
        });
    }

    private String ask(String sql) {
        return String.valueOf(jdbc().sql(sql)
                .query()
                .listOfRows()
                .getFirst()
                .values()
                .iterator()
                .next());
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(new SimpleDriverDataSource(new org.postgresql.Driver(), database.url()));
    }

    @Override
    public void close() {
        site.close();
        disk.ifPresent(SmallDisk::free);
        database.close();
        disk.ifPresent(SmallDisk::close);
    }
}
