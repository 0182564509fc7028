package dev.riskflow.environment;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.test.util.ReflectionTestUtils;

/** A real PostgreSQL of its own, on a free port, without Docker. It ends with the process, after the services in it. */
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
            EmbeddedDatabase database = new EmbeddedDatabase(builder.setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "300")
                    .setRegisterShutdownHook(false)
                    .start());
            endWithProcess(database);
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A hook of the server's own would stop it while services shut down, and these don't end before they have stored
     * their tokens. Spring Boot's runs what is added here once they are closed; but it is there only after a service was
     * started, which not every process does, unless it is enabled as a start would.
     */
    private static void endWithProcess(EmbeddedDatabase database) {
        Object hook = Objects.requireNonNull(ReflectionTestUtils.getField(SpringApplication.class, "shutdownHook"));
        ReflectionTestUtils.invokeMethod(hook, "enableShutdownHookAddition");
        SpringApplication.getShutdownHandlers().add(database::close);
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
