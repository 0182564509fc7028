package dev.riskflow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that is not there, or lets nobody in or at its tables, is told of in a few lines, with what to look at. */
@ExtendWith(OutputCaptureExtension.class)
class NoConnectionTest {

    @Test
    void serverIsAway(CapturedOutput output) {
        FailedStart.with(FailedStart.settings());

        assertSaidWithoutTrace("Connection to localhost:1 refused", output);
    }

    @Test
    void hostIsUnknown(CapturedOutput output) {
        FailedStart.with(FailedStart.settings("jdbc:postgresql://database.invalid/riskflow"));

        assertSaidWithoutTrace("database.invalid)", output);
    }

    @Test
    void databaseIsNotThere(CapturedOutput output) {
        String url = EmbeddedDatabase.shared().createDatabase();

        FailedStart.with(FailedStart.settings(url.replaceFirst("/riskflow_", "/misspelt_")));

        assertSaidWithoutTrace("does not exist", output);
    }

    /** As with a wrong password: the server of the tests asks for none. */
    @Test
    void userIsNotLetIn(CapturedOutput output) {
        String url = EmbeddedDatabase.shared().createDatabase();

        FailedStart.with(FailedStart.settings(as(url, "riskflow_nobody", "NOLOGIN")));

        assertSaidWithoutTrace("role \"riskflow_nobody\" is not permitted to log in", output);
    }

    /** As PostgreSQL has it for who does not own the database. */
    @Test
    void userMayMakeNoTables(CapturedOutput output) {
        String url = EmbeddedDatabase.shared().createDatabase();

        FailedStart.with(FailedStart.settings(as(url, "riskflow_guest", "LOGIN")));

        assertSaidWithoutTrace("permission denied for schema public", output);
    }

    @Test
    void tablesOfWhoMigratesWereNotGranted(CapturedOutput output) {
        String url = EmbeddedDatabase.shared().createDatabase();
        Map<String, String> settings = FailedStart.settings(as(url, "riskflow_reader", "LOGIN"));
        settings.put("spring.flyway.url", url);

        FailedStart.with(settings);

        assertSaidWithoutTrace("permission denied for table", output);
    }

    /** The database for a user that is new. */
    private static String as(String url, String name, String options) {
        JdbcClient.create(new DriverManagerDataSource(url))
                .sql("CREATE ROLE " + name + " " + options)
                .update();
        return url.replaceFirst("user=[^&]+", "user=" + name);
    }

    private static void assertSaidWithoutTrace(String why, CapturedOutput output) {
        assertThat(output.getAll())
                .containsSubsequence(
                        "APPLICATION FAILED TO START",
                        "The database can't be used: ",
                        why,
                        "Check spring.datasource.url")
                .doesNotContain("\tat ");
    }
}
