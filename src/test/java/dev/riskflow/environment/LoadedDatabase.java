package dev.riskflow.environment;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database of its own with as many rows as a proof needs, planted without the service. It keeps other tests' database
 * small, and is emptied at its end.
 */
public final class LoadedDatabase implements AutoCloseable {

    private final String url;
    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcClient jdbc = JdbcClient.create(pool);

    private LoadedDatabase(String url) {
        this.url = url;
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(40);
        pool.setMinimumIdle(1);
    }

    /** With the service's schema, and no rows. */
    public static LoadedDatabase empty() {
        return new LoadedDatabase(EmbeddedDatabase.shared().createDatabase(Migrated.NAME));
    }

    /** With the schema of an earlier version, and no rows. */
    public static LoadedDatabase ofVersion(int version) {
        LoadedDatabase database = bare();
        database.migrate(version);
        return database;
    }

    private static LoadedDatabase bare() {
        return new LoadedDatabase(EmbeddedDatabase.shared().createDatabase());
    }

    public void migrate(int version) {
        Flyway.configure()
                .dataSource(pool)
                .target(Integer.toString(version))
                .load()
                .migrate();
    }

    public void migrate() {
        Flyway.configure().dataSource(pool).load().migrate();
    }

    /** Credentials included. */
    public String url() {
        return url;
    }

    String name() {
        return URI.create(url.substring("jdbc:".length())).getPath().substring(1);
    }

    public DataSource dataSource() {
        return pool;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Completed ongoing flows, numbered from one; {@link #flow} says how the database names them. */
    public void plantFlows(int count) {
        jdbc.sql("""
                        INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, created_at, updated_at,
                                          expires_at, seq, version)
                        SELECT md5(i::text), 'ONGOING', 'COMPLETED', 'demo-shop', 'user-' || i, sha256(i::text::bytea),
                               now(), now(), now(), 1, 0
                          FROM generate_series(1, :count) i
                        """).param("count", count).update();
    }

    /** The id of a planted flow: in no order, as the provider's are. */
    public String flow(int number) {
        return jdbc.sql("SELECT md5(:number::text)")
                .param("number", number)
                .query(String.class)
                .single();
    }

    /** As the autovacuum leaves it. */
    public void settle() {
        jdbc.sql("VACUUM ANALYZE").update();
    }

    public void clear() {
        jdbc.sql("TRUNCATE flow CASCADE").update();
    }

    @Override
    public void close() {
        clear();
        pool.close();
    }

    /** Copied by whoever needs the schema: that takes a fraction of the time of all migrations. */
    private static final class Migrated {
        static final String NAME = migrate();

        private static String migrate() {
            try (LoadedDatabase database = bare()) {
                database.migrate();
                return database.name();
            }
        }
    }
}
