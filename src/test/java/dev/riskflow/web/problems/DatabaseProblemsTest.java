package dev.riskflow.web.problems;

import static dev.riskflow.web.problems.ProblemsTest.assertIsProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A user comes back while the database can't be written; here for that user's flow alone. */
@RiskflowTest
class DatabaseProblemsTest {

    private final Riskflow riskflow;
    private final JdbcClient jdbc;
    private Link link;
    private URI callback;

    DatabaseProblemsTest(Riskflow riskflow, JdbcClient jdbc) {
        this.riskflow = riskflow;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void takeNoWrites() {
        link = riskflow.startOneTime();
        callback = link.finish();
        jdbc.sql("""
                        CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$
                        """).update();
        jdbc.sql("""
                        CREATE TRIGGER disk_full BEFORE UPDATE ON flow FOR EACH ROW WHEN (OLD.flow_id = '%s')
                        EXECUTE FUNCTION disk_full()
                        """.formatted(link.flowId())).update();
    }

    @AfterEach
    void takeWritesAgain() {
        jdbc.sql("DROP FUNCTION IF EXISTS disk_full CASCADE").update();
    }

    /** The code is the user's alone: whoever reads a problem in JSON goes away, and it is lost. */
    @Test
    void userSeesAPageThatComesAgainByItself() {
        Reply page = riskflow.browse(callback);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("<title>One moment</title>");
        assertThat(page.header("Refresh")).isEqualTo("5");
        assertThat(page.header("Retry-After")).isEqualTo("5");

        takeWritesAgain();
        assertThat(riskflow.browse(callback).status()).isEqualTo(303);
    }

    @Test
    void programIsToldWhenToComeAgain() {
        Reply problem = riskflow.nobody().get(callback.toString(), "Accept", "application/json");

        assertIsProblem(problem, 503, "database-unavailable");
        assertThat(problem.header("Retry-After")).isEqualTo("5");
        assertThat(problem.header("Refresh")).isNull();
    }
}
