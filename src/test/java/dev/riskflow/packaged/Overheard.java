package dev.riskflow.packaged;

import dev.riskflow.flow.life.Announcer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** What is announced to all instances, as everybody with an account of the database can hear it. */
final class Overheard implements AutoCloseable {

    private final Connection connection;

    private Overheard(Connection connection) {
        this.connection = connection;
    }

    static Overheard on(String databaseUrl) {
        try {
            Connection connection = DriverManager.getConnection(databaseUrl);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + Announcer.CHANNEL);
            }
            return new Overheard(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Since the last time. */
    String text() {
        try {
            return Arrays.stream(connection.unwrap(PGConnection.class).getNotifications())
                    .map(heard -> heard.getName() + ": " + heard.getParameter())
                    .collect(Collectors.joining("\n"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
