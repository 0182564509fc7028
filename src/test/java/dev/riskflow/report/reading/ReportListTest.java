package dev.riskflow.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The back office finds reports by what stands in them, page by page. */
@RiskflowTest
class ReportListTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final String user = "user-" + UUID.randomUUID();

    ReportListTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    @Test
    void isFoundByWhatItHolds() {
        String flow = ongoing(REPORT);
        for (String filter : List.of(
                "iban=DE89370400440532013000",
                "iban=de89+3704+0044+0532+0130+00",
                "iban=DE36590100140000022375",
                "affinity=SO_SO",
                "indicator=gambling",
                "type=ongoing",
                "from=2020-01-01",
                "to=2100-01-01",
                "from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00%2B01:00",
                "iban=DE36590100140000022375&affinity=SO_SO&indicator=gambling&type=ongoing&from=2020-01-01")) {
            assertThat(listed(filter)).as(filter).containsExactly(flow);
        }
        for (String filter : List.of(
                "iban=DE75512108001245126199",
                "affinity=so_so",
                "affinity=SO",
                "indicator=seizure",
                "indicator=Gambling",
                "type=one_time",
                "from=2100-01-01",
                "to=2020-01-01",
                "iban=DE36590100140000022375&indicator=seizure")) {
            assertThat(listed(filter)).as(filter).isEmpty();
        }
    }

    @Test
    void anEnvelopeHasTheFigures() {
        String flow = ongoing(REPORT);
        JsonNode report = list("user_id=" + user).path("reports").path(0);
        assertThat(report.path("flow_id").asString()).isEqualTo(flow);
        assertThat(report.path("type").asString()).isEqualTo("ongoing");
        assertThat(report.path("figures").toString()).isEqualTo("""
                {"account_count":2,"owner_count":1,"main_account_iban":"DE89**************3000","currency":"CHF",\
                "affinity":"SO_SO","income_average":12.30,"income_regular_average":0.10,"expenses_average":-9.00,\
                "indicators":["gambling"]}""");
        assertThat(report.path("unread_sections").toString()).isEqualTo("[\"patterns\"]");
        assertThat(report.has("document")).isFalse();
    }

    /** The search is about the latest version only. */
    @Test
    void aNewVersionIsFoundByWhatItHoldsNow() {
        String flow = ongoing(REPORT);
        provider.replaceReport(
                flow,
                REPORT.replace("DE36590100140000022375", "DE75512108001245126199")
                        .replace("SO_SO", "NONE")
                        .replace("gambling", "seizure"));
        assertThat(riskflow.office()
                        .post("/risk-reports/" + flow + "/refresh", "")
                        .status())
                .isEqualTo(200);

        assertThat(listed("iban=DE36590100140000022375")).isEmpty();
        assertThat(listed("affinity=SO_SO")).isEmpty();
        assertThat(listed("indicator=gambling")).isEmpty();
        assertThat(listed("iban=DE75512108001245126199&affinity=NONE&indicator=seizure"))
                .containsExactly(flow);
        assertThat(listed("iban=DE89370400440532013000")).containsExactly(flow);
    }

    @Test
    void pagesStayAsTheyAreWhileReportsArrive() {
        String oldest = ongoing(REPORT);
        String middle = ongoing(REPORT);
        String newest = ongoing(REPORT);
        JsonNode first = list("user_id=" + user + "&limit=2");
        assertThat(flows(first)).containsExactly(newest, middle);
        assertThat(first.has("total")).isFalse();

        String late = ongoing(REPORT);
        JsonNode second = list("user_id=" + user + "&limit=2&cursor="
                + first.path("next_cursor").asString());
        assertThat(flows(second)).containsExactly(oldest);
        assertThat(second.has("next_cursor")).isFalse();
        assertThat(second.has("total")).isFalse();

        JsonNode whole = list("user_id=" + user);
        assertThat(flows(whole)).containsExactly(late, newest, middle, oldest);
        assertThat(whole.path("total").intValue()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user=x                          | user is not a parameter of this call
            User_id=x                       | User_id is not a parameter of this call
            from=2026-01-01&color=red       | color is not a parameter of this call
            %3Cscript%3E=1                  | One of the names is not a parameter of this call
            type=ongoing&type=ongoing       | type may be given once only
            type=ONGOING                    | type must be one_time or ongoing
            type=                           | type must be one_time or ongoing
            user_id=                        | user_id must not be empty
            user_id=%20                     | user_id must not be empty
            user_id=a%00b                   | user_id must not be empty
            affinity=                       | affinity must not be empty
            indicator=                      | indicator must not be empty
            iban=                           | iban is not an IBAN; its check digits must be right as well
            iban=DE89370400440532013001     | iban is not an IBAN; its check digits must be right as well
            iban=0532013000                 | iban is not an IBAN; its check digits must be right as well
            from=yesterday                  | from must be a day, as 2026-03-31, or a time, as 2026-03-31T12:00:00Z
            from=2026-02-30                 | from must be a day, as 2026-03-31, or a time, as 2026-03-31T12:00:00Z
            to=2026-02-01T12:00:00          | to must be a day, as 2026-03-31, or a time, as 2026-03-31T12:00:00Z
            to=%2B1000000000-01-01T00:00:00Z | to is too far away
            from=1901-01-01                 | from is too far away
            from=2026-02-01&to=2026-02-01   | from must be before to
            from=2026-02-02&to=2026-02-01   | from must be before to
            """)
    void aFilterThatMakesNoSenseIsNamed(String query, String detail) {
        for (String path : List.of("/risk-reports", "/risk-reports.csv")) {
            assertIsBadRequest(riskflow.office().get(path + "?" + query), detail);
        }
        assertIsBadRequest(riskflow.office().get("/risk-reports?" + query, "Accept", "application/x-ndjson"), detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /risk-reports/ID/history?limit=0     | limit must be from 1 to 200
            /risk-reports/ID/history?before=0    | before must be from 1 to 2147483647
            /risk-reports/ID/history?before=x    | before is malformed
            /risk-reports/ID/history?cursor=x    | cursor is not a parameter of this call
            /risk-reports/ID/history/latest      | version is malformed
            /risk-reports.csv?limit=10           | limit is not a parameter of this call
            /risk-reports.csv?cursor=x           | cursor is not a parameter of this call
            """)
    void soIsAnythingElseThatMakesNoSense(String path, String detail) {
        assertIsBadRequest(riskflow.office().get(path.replace("ID", "any")), detail);
    }

    @Test
    void aReportThatHasNotChangedIsNotSentAgain() {
        String flow = ongoing(REPORT);
        String path = "/risk-reports/" + flow;
        Reply first = riskflow.office().get(path);
        String tag = String.valueOf(first.header("ETag"));
        assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");

        Reply again = riskflow.office().get(path, "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(riskflow.office().get(path, "If-None-Match", "\"other\"").status())
                .isEqualTo(200);

        provider.replaceReport(flow, REPORT.replace("12.30", "12.31"));
        riskflow.office().post(path + "/refresh", "");
        Reply changed = riskflow.office().get(path, "If-None-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
        assertThat(changed.text()).contains("\"document\":" + REPORT.replace("12.30", "12.31"));
    }

    /** Figures that are read late change what is shown, and nothing else tells. */
    @Test
    void figuresThatAreReadLateChangeTheTag() {
        String flow = ongoing(REPORT);
        String tag =
                String.valueOf(riskflow.office().get("/risk-reports/" + flow).header("ETag"));
        rows.change(flow, "UPDATE risk_report SET income_average = NULL WHERE flow_id = :flow");
        assertThat(riskflow.office()
                        .get("/risk-reports/" + flow, "If-None-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void earlierVersionsAreKept() {
        String flow = ongoing(REPORT);
        for (String average : List.of("12.40", "12.50")) {
            provider.replaceReport(flow, REPORT.replace("12.30", average));
            riskflow.office().post("/risk-reports/" + flow + "/refresh", "");
        }
        String path = "/risk-reports/" + flow + "/history";

        JsonNode latest = riskflow.office().get(path + "?limit=2").json();
        assertThat(latest.path("flow_id").asString()).isEqualTo(flow);
        assertThat(latest.at("/versions/0/version").intValue()).isEqualTo(3);
        assertThat(latest.at("/versions/0/figures/income_average").toString()).isEqualTo("12.50");
        assertThat(latest.at("/versions/1/figures/income_average").toString()).isEqualTo("12.40");
        assertThat(latest.at("/versions/1/unread_sections").toString()).isEqualTo("[\"patterns\"]");
        assertThat(latest.at("/versions/1/stored_at").asString()).matches("20.*Z");
        assertThat(latest.path("versions").size()).isEqualTo(2);
        assertThat(latest.path("next_before").intValue()).isEqualTo(2);

        JsonNode rest = riskflow.office().get(path + "?limit=2&before=2").json();
        assertThat(rest.at("/versions/0/version").intValue()).isOne();
        assertThat(rest.has("next_before")).isFalse();

        Reply first = riskflow.office().get(path + "/1");
        assertThat(first.text()).contains("\"document\":" + REPORT, "\"version\":1", "\"flow_id\":\"" + flow + "\"");
        assertThat(riskflow.office()
                        .get(path + "/1", "If-None-Match", String.valueOf(first.header("ETag")))
                        .status())
                .isEqualTo(304);
        Reply none = riskflow.office().get(path + "/4");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.member("detail")).isEqualTo("No such version is stored for this flow");
        assertThat(riskflow.office().get("/risk-reports/unknown/history").status())
                .isEqualTo(404);
        assertThat(riskflow.office()
                        .get(path + "?before=1")
                        .json()
                        .path("versions")
                        .size())
                .isZero();
    }

    private static final String REPORT = """
            {"accounts":[{"iban":"DE89 3704 0044 0532 0130 00","currency":"CHF","is_main_account":true,\
            "owners":["<script>alert(1)</script>"],"verification_result":{"matched":{"affinity":"SO_SO"}}},\
            {"iban":"DE36590100140000022375"}],\
            "income":{"summary":{"average":12.30},"regular":{"summary":{"average":0.10}}},\
            "expenses":{"summary":{"average":-9.00}},\
            "risk_indicators":{"gambling":{"count":1},"loans":{"count":0}},"patterns":{"model":"2.4"}}""";

    private String ongoing(String report) {
        Link link = riskflow.startOngoing(user);
        provider.replaceReport(link.flowId(), report);
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");
        return link.flowId();
    }

    /** Of this test's user, since other tests' reports are there as well; but for where it would be the only filter. */
    private List<String> listed(String filter) {
        List<String> ofUser = flows(list(filter + "&user_id=" + user));
        List<String> ofAll = flows(list(filter + "&limit=200"));
        assertThat(ofAll).containsAll(ofUser);
        return ofUser;
    }

    private JsonNode list(String query) {
        Reply reply = riskflow.office().get("/risk-reports?" + query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static List<String> flows(JsonNode page) {
        return page.path("reports")
                .valueStream()
                .map(report -> report.path("flow_id").asString())
                .toList();
    }

    private static void assertIsBadRequest(Reply reply, String detail) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:bad-request");
        assertThat(reply.member("detail")).isEqualTo(detail);
    }
}
