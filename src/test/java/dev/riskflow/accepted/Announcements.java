package dev.riskflow.accepted;

import org.postgresql.Driver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * What the services announce to each other through their database ({@code pg_notify}). It may be forbidden them: a
 * process that dies between a commit and its announcement is a matter of milliseconds, which no test could wait for.
 */
final class Announcements {

    private static final String SUPERUSER = "user=postgres";

    private final JdbcClient jdbc;
    private final String serviceUrl;

    private Announcements(JdbcClient jdbc, String serviceUrl) {
        this.jdbc = jdbc;
        this.serviceUrl = serviceUrl;
    }

    /** In this database, which from now on belongs to a user of its own: a superuser can't be forbidden anything. */
    static Announcements in(String databaseUrl) {
        JdbcClient jdbc = JdbcClient.create(new SimpleDriverDataSource(new Driver(), databaseUrl));
        String database =
                jdbc.sql("SELECT current_database()").query(String.class).single();
        jdbc.sql("CREATE ROLE " + database + " LOGIN").update();
        jdbc.sql("ALTER DATABASE " + database + " OWNER TO " + database).update();
        return new Announcements(jdbc, databaseUrl.replace(SUPERUSER, "user=" + database));
    }

    /** For the services. */
    String serviceUrl() {
        return serviceUrl;
    }

    void forbid() {
        jdbc.sql("REVOKE EXECUTE ON FUNCTION pg_notify(text, text) FROM PUBLIC").update();
    }

    void allow() {
        jdbc.sql("GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO PUBLIC").update();
    }
}
