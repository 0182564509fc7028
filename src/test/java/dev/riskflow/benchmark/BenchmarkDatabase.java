package dev.riskflow.benchmark;

import dev.riskflow.environment.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL that keeps what it commits, as it is delivered; it counts the statements of each database. */
final class BenchmarkDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final JdbcClient jdbc;
    private final ProcessHandle postmaster;

    private BenchmarkDatabase(EmbeddedPostgres server) {
        this.server = server;
        this.jdbc = JdbcClient.create(server.getPostgresDatabase());
        jdbc.sql("CREATE EXTENSION pg_stat_statements").update();
        // Not by its child that answers: that has ended, perhaps, when it is looked for.
        long pid = jdbc.sql("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)::bigint")
                .query(Long.class)
                .single();
        this.postmaster = ProcessHandle.of(pid).orElseThrow();
    }

    static BenchmarkDatabase start() {
        try {
            return new BenchmarkDatabase(EmbeddedPostgres.builder()
                    .setPort(FreePort.find())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setServerConfig("max_connections", "300")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty database; its JDBC URL, credentials included. */
    String create(String name) {
        jdbc.sql("CREATE DATABASE " + name).update();
        return server.getJdbcUrl("postgres", name);
    }

    /** How many were run in it so far. BEGIN is left out: it travels with the statement after it. */
    long statements(String name) {
        return jdbc.sql("""
                        SELECT coalesce(sum(calls), 0) FROM pg_stat_statements
                         WHERE dbid = (SELECT oid FROM pg_database WHERE datname = :name) AND query NOT LIKE 'BEGIN%'
                        """).param("name", name).query(Long.class).single();
    }

    /** Of the processor, by all its processes that are there. */
    Duration worked() {
        return postmaster
                .children()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Calls, milliseconds of all of them, and text. */
    String mostFrequent(String name) {
        return String.join(
                "\n", jdbc.sql("""
                                SELECT format('%s %s %s', calls, round(total_exec_time), regexp_replace(query, '\\s+', ' ', 'g'))
                                  FROM pg_stat_statements
                                 WHERE dbid = (SELECT oid FROM pg_database WHERE datname = :name)
                                 ORDER BY calls DESC LIMIT 60
                                """).param("name", name).query(String.class).list());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
