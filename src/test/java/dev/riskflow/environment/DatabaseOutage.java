package dev.riskflow.environment;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** One database of the shared server lets nobody in, and has put everybody out, for a while. */
public final class DatabaseOutage {

    private DatabaseOutage() {}

    public static void during(LoadedDatabase database, Runnable work) {
        String name = database.name();
        String elsewhere = database.url().replace("/" + name, "/postgres");
        execute(elsewhere, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        try {
            execute(elsewhere, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            work.run();
        } finally {
            execute(elsewhere, "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
        }
    }

    private static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
