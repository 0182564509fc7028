package dev.riskflow.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever the provider sends as a report is kept and shown to the letter. */
@RiskflowTest
class OddDocumentsTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final StoredReports reports;

    OddDocumentsTest(Riskflow riskflow, SandboxProvider provider, StoredReports reports) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.reports = reports;
    }

    /** In every string, names of members among them. */
    private static final String SCRIPTED = """
            {"<script>alert(1)</script>":{"summary":{"count":1}},"id":"<script>alert(1)</script>",\
            "accounts":[{"name":"<script>alert(1)</script>","type":"<script>alert(1)</script>",\
            "owners":["<script>alert(1)</script>"],"iban":"<script>alert(1)</script>",\
            "currency":"=<script>alert(1)</script>","last_transaction_on":"<script>alert(1)</script>",\
            "verification_result":{"matched":{"affinity":"@<script>alert(1)</script>"}}}],\
            "income":{"regular":{"streams":[{"category":{"id":"<script>","name":"<script>"}}]}},\
            "risk_indicators":{"<script>alert(1)</script>":{"count":1},"=1+1":true},\
            "unknown <script>":"<script>"}""";

    static Stream<String> documents() {
        return Stream.of(
                "{}",
                "{\"a\":1,\"a\":2,\"a\":1}",
                "{\"big\":1e400000,\"tiny\":-1e-400000,\"zero\":-0,\"exact\":0.10,\"scientific\":1E+3}",
                "{\"period\":1e400000,\"income\":{\"summary\":{\"total\":1e400000}}}",
                "{\"monstrous\":1e99999999999999999999,\"accounts\":[{}]}",
                "{\"digits\":" + "1234567890".repeat(500) + "}",
                "{\"nul\":\"a\\u0000b\",\"accounts\":[{\"currency\":\"\\u0000\",\"iban\":\"\\u0000\"}]}",
                "{\"half\":\"\\ud83d\",\"accounts\":[{\"currency\":\"\\udc00\",\"iban\":\"\\ud83d\"}]}",
                "{\"z\":1,\"a\":\"\u00fc \uD83D\uDE00 \u2028 <\\/script>\",\"\":null}",
                " {\n\t\"spaced\" :\r\n [ 1 , 2 ] } ",
                "{\"accounts\":\"none\",\"income\":[],\"period\":\"twelve\"}",
                "{\"deep\":" + "[".repeat(900) + "]".repeat(900) + "}",
                "{\"accounts\":[{\"currency\":\"JPY\",\"balance\":{\"average\":{\"one_month\":-999999999999999999}}},"
                        + "{\"currency\":\"KWD\"}],\"income\":{\"summary\":{\"average\":-0.001}}}",
                "{\"accounts\":[{\"name\":\"\u062d\u0633\u0627\u0628\",\"owners\":[\"\u0645\u062d\u0645\u062f \u202e\u0639\u0644\u064a\"],\"iban\":\"\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661\u0662\"}]}",
                SCRIPTED);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isShownVerbatim(String document) {
        String flow = complete(document);
        Reply reply = riskflow.office().get("/risk-reports/" + flow);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("\"document\":" + document);
        assertIsListedAndExported(flow);
    }

    /** As data of their own types, which no browser takes for a page. */
    private void assertIsListedAndExported(String flow) {
        for (String path : List.of("/risk-reports?limit=200", "/risk-reports.csv", "/risk-reports/" + flow)) {
            Reply shown = riskflow.office().get(path);
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.text()).contains(flow);
            assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(shown.header("Content-Type")).matches("application/json|text/csv;charset=UTF-8");
        }
    }

    @Test
    void figuresAreReadAmongOddities() {
        Reply reply = completed(SCRIPTED);
        assertThat(reply.json().path("figures").toString()).isEqualTo("""
                {"account_count":1,"owner_count":1,"main_account_iban":"<scr*****************ipt>",\
                "currency":"=<script>alert(1)</script>","affinity":"@<script>alert(1)</script>",\
                "sums_currency":"=<script>alert(1)</script>",\
                "indicators":["<script>alert(1)</script>","=1+1"]}""");
        assertThat(reply.json().path("unread_sections").toString())
                .isEqualTo("[\"accounts[0].iban\",\"accounts[0].last_transaction_on\",\"unknown <script>\"]");
        String csv = riskflow.office().get("/risk-reports.csv").text();
        assertThat(csv).contains(",\"'=<script>alert(1)</script>\",\"'@<script>alert(1)</script>\",");
    }

    @Test
    void fiveHundredStreamsAsWell() {
        String stream = "{\"category\":{\"id\":1,\"name\":\"S\"},\"count\":1,\"total\":0.10}";
        String streams = (stream + ",").repeat(499) + stream;
        Reply reply =
                completed("{\"income\":{\"summary\":{\"average\":12.30},\"regular\":{\"streams\":[" + streams + "]}}}");

        assertThat(reply.json().at("/figures/income_average").toString()).isEqualTo("12.30");
        FlowId flow = new FlowId(reply.member("flow_id"));
        assertThat(reports.content(flow, 1))
                .hasValueSatisfying(content -> assertThat(
                                Objects.requireNonNull(content.income()).parts())
                        .singleElement()
                        .satisfies(part -> assertThat(part.streams()).hasSize(500)));
    }

    @Test
    void whatTheProviderSendsIsReadWhole() {
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");
        Reply reply = riskflow.office().get("/risk-reports/" + link.flowId());
        JsonNode figures = reply.json().path("figures");
        assertThat(figures.propertyNames())
                .contains("income_average", "income_regular_average", "income_variable_average", "expenses_average");
        assertThat(figures.path("income_average")).isEqualTo(reply.json().at("/document/income/summary/average"));
        assertThat(reply.json().path("unread_sections").toString()).isEqualTo("[\"spending_patterns\"]");
    }

    @Test
    void aLargeOneAsWell() {
        StringBuilder document = new StringBuilder("{\"period\":12,\"streams\":[0");
        for (int i = 0; document.length() < 5_000_000; i++) {
            document.append(String.format(Locale.ROOT, ",{\"n\":%d,\"amount\":%d.%02d}", i, i, i % 100));
        }
        document.append("]}");

        Reply reply = completed(document.toString());

        assertThat(reply.text().contains("\"document\":" + document)).isTrue();
        assertThat(reply.json().path("figures").path("period_months").intValue())
                .isEqualTo(12);
    }

    private Reply completed(String document) {
        return riskflow.office().get("/risk-reports/" + complete(document));
    }

    private String complete(String document) {
        Link link = riskflow.startOneTime();
        provider.replaceReport(link.flowId(), document);
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");
        return link.flowId();
    }
}
