package dev.riskflow.environment;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A program that starts a database and ends. If a service is part of it, that has a last thing to do in the database. */
final class DatabaseUser implements DisposableBean {

    static final String WITH_A_SERVICE = "service";
    static final String FINISHED = "What there was to do is done";

    private static final String URL = EmbeddedDatabase.shared().createDatabase();

    /** Prints where its database is. */
    public static void main(String[] args) {
        print(URL);
        if (args.length == 1 && args[0].equals(WITH_A_SERVICE)) {
            new SpringApplicationBuilder(DatabaseUser.class)
                    .web(WebApplicationType.NONE)
                    .run();
        }
    }

    /** Takes longer than a database that is stopped meanwhile. */
    @Override
    public void destroy() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_sleep(2)");
        }
        print(FINISHED);
    }

    @SuppressWarnings("SystemOut") // read by the test that runs it
    private static void print(String line) {
        System.out.println(line);
    }
}
