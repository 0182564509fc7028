package dev.riskflow.environment;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL of its own, on a free port, without Docker. It ends with the process. */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    public static EmbeddedDatabase start() {
        return start(EmbeddedPostgres.builder().setPort(FreePort.find()));
    }

    /** Another version of PostgreSQL: the caller's builder knows where its binaries are. */
    public static EmbeddedDatabase start(EmbeddedPostgres.Builder builder) {
        try {
            // Test databases are thrown away: durability across a crash of the machine is not what they are for.
            return new EmbeddedDatabase(builder.setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "300")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server that all tests of this JVM share. */
    public static EmbeddedDatabase shared() {
        return Shared.SERVER;
    }

    /** Creates an empty database; its JDBC URL, credentials included. */
    public String createDatabase() {
        return createDatabase("template1");
    }

    /** Creates a database with all that is in another, to which nobody is connected; its JDBC URL, credentials included. */
    String createDatabase(String template) {
        String name = "riskflow_" + COUNTER.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not create " + name, e);
        }
        return server.getJdbcUrl("postgres", name);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final EmbeddedDatabase SERVER = start();
    }
}
