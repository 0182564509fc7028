package dev.riskflow.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CutAnswer;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.SandboxClients;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The whole list in one answer: all of it, or visibly not all of it. */
@RiskflowTest
class ReportExportTest {

    /** More than one of the export's batches, and larger than any buffer on the way. */
    private static final int REPORTS = 1_200;

    private final Riskflow riskflow;
    private final JdbcClient jdbc;
    private final String user = "export-" + UUID.randomUUID();

    ReportExportTest(Riskflow riskflow, JdbcClient jdbc) {
        this.riskflow = riskflow;
        this.jdbc = jdbc;
    }

    @AfterEach
    void clear() {
        jdbc.sql("DELETE FROM flow WHERE user_id = :user").param("user", user).update();
    }

    @Test
    void csvHasARowForEachReportInTheListsOrder() {
        plant(REPORTS);

        Reply reply = riskflow.office().get("/risk-reports.csv?user_id=" + user);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(reply.header("Content-Disposition")).isEqualTo("attachment; filename=\"risk-reports.csv\"");
        List<String> lines = List.of(reply.text().split("\r\n"));
        assertThat(reply.text()).endsWith("\r\n");
        assertThat(lines).hasSize(REPORTS + 1);
        assertThat(lines.getFirst()).startsWith("flow_id,type,user_id,version,first_stored_at,");
        assertThat(lines.subList(1, lines.size()))
                .extracting(line -> line.split(",", 2)[0])
                .isEqualTo(flows());
        assertThat(lines.get(1))
                .isEqualTo(flows().getFirst() + ",ongoing," + user
                        + ",1,2000-01-01T00:00:00Z,2000-01-01T00:00:00Z,2000-01-01T00:00:00Z,12,,,DE89**************3000,EUR,"
                        + "VERY_HIGH,0,-12.30,,,EUR,1000,,,,,,gambling|seizure,[]");
    }

    @Test
    void csvTellsWhatIsNotThereFromWhatIsNotKnown() {
        plant(1);
        jdbc.sql("UPDATE risk_report SET indicators = ARRAY[]::text[], unread = NULL WHERE user_id = :user")
                .param("user", user)
                .update();

        assertThat(riskflow.office().get("/risk-reports.csv?user_id=" + user).text())
                .endsWith(",[],\r\n");
    }

    @Test
    void linesOfJsonAreTheListsOwnEntries() {
        plant(REPORTS);

        Reply reply = riskflow.office().get("/risk-reports?user_id=" + user, "Accept", "application/x-ndjson");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(reply.header("Vary")).isEqualTo("Accept");
        List<String> lines = reply.text().lines().toList();
        assertThat(lines).hasSize(REPORTS);
        JsonNode page =
                riskflow.office().get("/risk-reports?limit=1&user_id=" + user).json();
        assertThat(lines.getFirst())
                .isEqualTo(page.path("reports").path(0).toString())
                .contains("\"average_balance_one_month\":-12.30");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json, application/x-ndjson;q=0.1 | application/json
            application/x-ndjson;q=0.1, */*              | application/json
            application/json;q=0.1, application/x-ndjson | application/x-ndjson
            application/*                                | application/json
            """)
    void whichFormIsPreferredIsAskedFor(String accept, String given) {
        Reply reply = riskflow.office().get("/risk-reports?user_id=" + user, "Accept", accept);

        assertThat(reply.header("Content-Type")).isEqualTo(given);
    }

    @Test
    void anEmptyListIsAnEmptyFile() {
        assertThat(riskflow.office()
                        .get("/risk-reports?user_id=" + user, "Accept", "application/x-ndjson")
                        .text())
                .isEmpty();
        assertThat(riskflow.office().get("/risk-reports.csv?user_id=" + user).text())
                .startsWith("flow_id,")
                .hasLineCount(1);
    }

    @Test
    void aHeadIsNoExport() {
        Reply reply = riskflow.office().call("HEAD", "/risk-reports.csv?user_id=" + user);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    }

    /** A row that can't be read, far down: what was written before it must not pass for the whole list. */
    @ParameterizedTest
    @CsvSource({"/risk-reports.csv, text/csv", "/risk-reports, application/x-ndjson"})
    void whatBreaksOffIsSeenToBreakOffAndNothingFollows(String path, String type) throws IOException {
        plant(REPORTS, REPORTS - 100);

        String received = CutAnswer.to(riskflow, SandboxClients.OFFICE, path + "?user_id=" + user, type);

        assertThat(received)
                .startsWith("HTTP/1.1 200")
                .contains("Transfer-Encoding: chunked", "x3" + user)
                .doesNotContain("\r\n0\r\n\r\n", "problem");
    }

    @Test
    void whatFailsBeforeItsFirstByteIsAProblem() {
        plant(10, 5);

        Reply reply = riskflow.office().get("/risk-reports.csv?user_id=" + user);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.header("Content-Disposition")).isNull();
    }

    @Test
    void aCellIsNeverAFormula() {
        plant(1);
        for (String dangerous : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t1", "\r1", "\uFF1D1", "=\"a\",b")) {
            jdbc.sql("UPDATE risk_report SET currency = :text WHERE user_id = :user")
                    .param("text", dangerous)
                    .param("user", user)
                    .update();
            assertThat(riskflow.office()
                            .get("/risk-reports.csv?user_id=" + user)
                            .text())
                    .contains(",\"'" + dangerous.replace("\"", "\"\"") + "\",VERY_HIGH,");
        }
    }

    /** Some spreadsheets begin a cell after a semicolon or a tab, and a row after a line's end, whatever the quotes say. */
    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "\r", "\n"})
    void norIsAPartOfOne(String separator) {
        String parts = "x" + separator + "=HYPERLINK(1)" + separator + "\"-1" + separator + "a-b";
        assertThat(new CsvRow().number(1).text(parts).line())
                .isEqualTo("1,\"x" + separator + "'=HYPERLINK(1)" + separator + "'\"\"-1" + separator + "a-b\"\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain              | plain
            two words          | two words
            a,b                | "a,b"
            a;b                | "a;b"
            say "x"            | "say ""x\"""
            a=b                | a=b
            """)
    void otherCellsAreAsTheyAre(String text, String cell) {
        assertThat(new CsvRow().number(1).text(text).line()).isEqualTo("1," + cell + "\r\n");
    }

    private void plant(int reports) {
        plant(reports, 0);
    }

    /** One of them may have an id that is none. */
    private void plant(int reports, int spoilt) {
        jdbc.sql("""
                        INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, created_at, updated_at,
                                          expires_at, seq, version)
                        SELECT CASE i WHEN :spoilt THEN '!' ELSE 'x' END || i || :user, 'ONGOING', 'COMPLETED', 'demo-shop', :user,
                               sha256((:user || i)::bytea), now(), now(), now(), 1, 0
                          FROM generate_series(1, :reports) i
                        """)
                .param("user", user)
                .param("reports", reports)
                .param("spoilt", spoilt)
                .update();
        jdbc.sql("""
                        INSERT INTO risk_report (flow_id, type, user_id, version, first_stored_at, stored_at, checked_at,
                               check_not_before, period_months, main_account_iban, currency, affinity, days_in_overdraft,
                               average_balance_one_month, sums_currency, income_total, indicators, unread)
                        SELECT CASE i WHEN :spoilt THEN '!' ELSE 'x' END || i || :user, 'ONGOING', :user, 1,
                               CAST('2000-01-01T00:00:00Z' AS timestamptz) - (i / 3) * interval '1 hour',
                               CAST('2000-01-01T00:00:00Z' AS timestamptz), CAST('2000-01-01T00:00:00Z' AS timestamptz),
                               'infinity', 12, 'DE89**************3000', 'EUR', 'VERY_HIGH', 0, -12.30, 'EUR', 1E+3,
                               ARRAY['gambling', 'seizure'], ARRAY[]::text[]
                          FROM generate_series(1, :reports) i
                        """)
                .param("user", user)
                .param("reports", reports)
                .param("spoilt", spoilt)
                .update();
    }

    private List<String> flows() {
        return new ArrayList<>(jdbc.sql("""
                        SELECT flow_id FROM risk_report WHERE user_id = :user
                         ORDER BY first_stored_at DESC, flow_id DESC
                        """)
                .param("user", user)
                .query((row, n) -> row.getString(1))
                .list());
    }
}
