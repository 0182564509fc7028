package dev.riskflow.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.environment.Visitor;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of reports, and a report's page, as they are answered. */
@RiskflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPagesTest {

    private static final String LIST = "/dashboard/reports";
    private static final String IBAN = "DE89370400440532013000";
    private static final Pattern ROW = Pattern.compile("class=\"code short\" href=\"/dashboard/reports/([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");

    /** In every string, names of members among them, and what breaks out of attributes. */
    private static final String SCRIPTED =
            """
            {"S":{"summary":{"count":1},"streams":[{"category":{"id":"S","name":"S"}}]},"id":"S","accounts":[{"name":"S",\
            "type":"S","owners":["S"],"iban":"S","currency":"S","last_transaction_on":"S","balance":{"average":\
            {"one_month":1}},"verification_result":{"provided":{"name":"S"},"matched":{"name":"S","affinity":"S"}}}],\
            "income":{"summary":{"average":1},"S":{"summary":{"average":1}},\
            "regular":{"streams":[{"category":{"id":"S","name":"S"},"average":1}]}},\
            "risk_indicators":{"S":{"count":1},"other":"S"},"unknown":{"S":"S"}}\
            """.replace("S", "<script>alert(1)</script>\\\" onload=\\\"x ${7*7} __${7*7}__ [[${7*7}]] &amp;");

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final JdbcClient jdbc;
    private Visitor office;
    private Visitor germanOffice;

    ReportPagesTest(Riskflow riskflow, SandboxProvider provider, Rows rows, JdbcClient jdbc) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void signIn() {
        office = riskflow.visitor().signIn(SandboxStaff.OFFICE);
        germanOffice = riskflow.visitor().signIn(SandboxStaff.OFFICE);
        germanOffice.get("/dashboard?lang=de");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"accounts\":[],\"income\":{},\"risk_indicators\":{}}",
                "{\"accounts\":\"none\",\"income\":[],\"period\":\"twelve\",\"risk_indicators\":7}",
                "{\"accounts\":[null,7,{}],\"income\":{\"regular\":[{},null,3]},\"risk_indicators\":[\"a\",{},null]}",
                "{\"monstrous\":1e99999999999999999999,\"accounts\":[{}]}",
                "{\"period\":1e400000,\"income\":{\"summary\":{\"total\":1e400000}}}",
                "{\"nul\":\"a\\u0000b\",\"accounts\":[{\"currency\":\"\\u0000\",\"iban\":\"\\ud83d\"}]}",
                "{\"accounts\":[{\"currency\":\"JPY\",\"balance\":{\"average\":{\"one_month\":-999999999999999999}}},"
                        + "{\"currency\":\"KWD\"}],\"expenses\":{\"summary\":{\"average\":-0.001,\"count\":-3}}}",
                "{\"income\":{\"regular\":{\"streams\":[{\"first_booked_on\":\"9999-12-31\","
                        + "\"last_booked_on\":\"0001-01-01\"}]}},\"surplus\":-1e20}"
            })
    void anOddDocumentIsAPageAllTheSame(String document) {
        String flow = completed(document);

        for (String path : List.of(LIST, LIST + "/" + flow, LIST + "/" + flow + "?version=1&lang=en")) {
            Reply page = office.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.text()).contains(flow, "</html>").doesNotContain("style=", "??");
        }
        assertThat(germanOffice.get(LIST + "/" + flow).text())
                .contains("Konten")
                .doesNotContain("??");
    }

    @Test
    void nothingOfADocumentIsTakenForHtmlOrAnExpression() {
        String flow = completed(SCRIPTED);

        for (String path : List.of(LIST, LIST + "/" + flow)) {
            String page = office.get(path).text();
            assertThat(page)
                    .contains("&lt;script&gt;alert(1)", "__${7*7}__ [[${7*7}]] &amp;amp;")
                    .doesNotContain("<script>", "alert(1)</script", "\" onload=\"x", " 49 ");
        }
        Reply document = office.get(LIST + "/" + flow + "/document");
        assertThat(document.text()).isEqualTo(SCRIPTED);
        assertThat(document.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(document.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void fiveHundredStreamsAndFiveMegabytes() {
        String stream =
                "{\"category\":{\"id\":1,\"name\":\"\u0625\u064a\u062c\u0627\u0631\"},\"count\":1,\"total\":0.10,"
                        + "\"first_booked_on\":\"2025-01-01\",\"last_booked_on\":\"2025-12-31\"}";
        String document = "{\"income\":{\"regular\":{\"streams\":[" + (stream + ",").repeat(499) + stream
                + "]}},\"much\":\"" + "x".repeat(5_000_000) + "\"}";
        String flow = completed(document);

        String page = office.get(LIST + "/" + flow).text();

        assertThat(page.split("<bdi>\u0625\u064a\u062c\u0627\u0631</bdi>", -1)).hasSize(501);
        assertThat(page).hasSizeLessThan(2_000_000).contains("<bdi class=\"code\">much</bdi>");
        assertThat(office.get(LIST + "/" + flow + "/document?version=1").text().equals(document))
                .isTrue();
    }

    @Test
    void sectionsThatAreLeftOutAreCountedAndCanBeRead() {
        String part = "\"part_%d\":{\"summary\":{\"total\":1}}";
        String parts = IntStream.range(0, 499).mapToObj(part::formatted).collect(Collectors.joining(","));
        String flow = completed("{\"expenses\":{\"summary\":{\"total\":499}," + parts + "}}");

        Reply page = office.get(LIST + "/" + flow);

        assertThat(text(page)).contains("100 of 500 are shown here; all of them are in the document. Open it as text");
        assertThat(page.text()).contains("part_98").doesNotContain("part_99");
        assertThat(office.get(LIST + "/" + flow + "/document").text()).contains("part_498");
        assertThat(text(office.get(LIST + "/" + completed("{\"expenses\":{\"summary\":{\"total\":499}}}"))))
                .doesNotContain("are shown here");
    }

    @Test
    void thePageSaysWhatTheDocumentSaysAndWhatItDoesNot() {
        String flow = completed("""
                {"period":6,"accounts":[{"name":"Giro","currency":"EUR","is_main_account":true,
                 "balance":{"days_in_overdraft":1,"average":{"one_month":-1234567.5}},
                 "verification_result":{"provided":{"name":"Ada"},"matched":{"name":"Ada B","affinity":"HIGH"}}}],
                 "income":{"summary":{"total":100.50,"average":16.75},"regular":{"summary":{"total":60}},
                 "variable":{"summary":{"total":30.25}}},
                 "risk_indicators":{"gambling":{"count":3},"moon_phase":{"count":0}},"mood":"good"}
                """);

        String page = text(office.get(LIST + "/" + flow));
        assertThat(page)
                .contains("6 months", "Giro main account", "High match", "In overdraft 1 day", "Compared to Ada B")
                .contains("\u22121,234,567.50\u00a0EUR", "mood", "added up by the provider over all accounts")
                .contains("Income \u00b7 unclassified", "10.25\u00a0EUR", "Gambling gambling Yes 3", "moon_phase No 0")
                .contains("\u2013 not in the document", "The document has no streams.");
        assertThat(text(germanOffice.get(LIST + "/" + flow)))
                .contains("Hohe \u00dcbereinstimmung", "\u22121.234.567,50\u00a0EUR", "10,25\u00a0EUR")
                .contains("\u2013 steht nicht im Dokument");
    }

    @Test
    void filtersAreInTheUrlAndInItsLinks() {
        String user = "a user/" + UUID.randomUUID() + "+&";
        Link link = riskflow.authorize(riskflow.startOngoing(user));
        riskflow.awaitStatus(link.flowId(), "completed");
        String filter = "user_id=" + encoded(user) + "&type=ongoing&from=2020-01-01";

        Reply page = office.get(LIST + "?" + filter + "&iban=&affinity=%20&lang=en");

        assertThat(shown(page)).containsExactly(link.flowId());
        assertThat(page.text())
                .contains("href=\"/dashboard/reports.csv?" + filter.replace("&", "&amp;") + "\"")
                .contains("href=\"" + LIST + "?" + filter.replace("&", "&amp;") + "&amp;lang=de\"")
                .contains("value=\"2020-01-01\"")
                .containsPattern("<option value=\"ongoing\"\\s+selected=\"selected\">");
        assertThat(shown(office.get(LIST + "?" + filter.replace("ongoing", "one_time"))))
                .isEmpty();
        // A browser that is told to download saves whatever comes, the sign-in form among it.
        assertThat(page.text()).doesNotContain(" download");
        Reply csv = office.get(LIST + ".csv?" + filter);
        assertThat(csv.text())
                .isEqualTo(riskflow.office().get("/risk-reports.csv?" + filter).text());
        assertThat(csv.text().lines()).hasSize(2);
        assertThat(csv.header("Content-Disposition")).contains("attachment");
    }

    /** A space more is another person; but it may have been pasted with the id, and is hard to see. */
    @Test
    void aSpaceAroundAUsersIdIsPartOfIt() {
        String user = "user-" + UUID.randomUUID();
        Link plain = riskflow.authorize(riskflow.startOngoing(user));
        Link spaced = riskflow.authorize(riskflow.startOngoing(user + " "));
        riskflow.awaitStatus(plain.flowId(), "completed");
        riskflow.awaitStatus(spaced.flowId(), "completed");

        Reply page = office.get(LIST + "?user_id=" + user + "%20");

        assertThat(shown(page)).containsExactly(spaced.flowId());
        assertThat(page.text())
                .contains("href=\"/dashboard/reports.csv?user_id=" + user + "%20\"")
                .contains("href=\"" + LIST + "?user_id=" + user + "\">Look for it without the space");
        assertThat(office.get(LIST + ".csv?user_id=" + user + "%20").text())
                .contains(spaced.flowId())
                .doesNotContain(plain.flowId());
        assertThat(shown(office.get(LIST + "?user_id=" + user))).containsExactly(plain.flowId());
        assertThat(office.get(LIST + "?user_id=%20").status()).isEqualTo(400);
    }

    /** What every answer says of itself holds for the one that comes in its stead, and nothing of the file does. */
    @Test
    void anExportThatFailsIsAPageLikeAnyOther() {
        completed("{}");
        Reply failed;
        jdbc.sql("ALTER TABLE access_log RENAME TO access_log_away").update();
        try {
            failed = office.get(LIST + ".csv");
        } finally {
            jdbc.sql("ALTER TABLE access_log_away RENAME TO access_log").update();
        }

        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.header("Content-Type")).startsWith("text/html");
        assertThat(failed.header("Content-Disposition")).isNull();
        assertThat(failed.response().headers().allValues("Content-Security-Policy"))
                .containsExactlyElementsOf(office.get(LIST).response().headers().allValues("Content-Security-Policy"))
                .hasSize(1);
        assertThat(failed.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(failed.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void pagesFollowOnEachOther() {
        String user = "user-" + UUID.randomUUID();
        Link link = riskflow.authorize(riskflow.startOngoing(user));
        riskflow.awaitStatus(link.flowId(), "completed");
        plantOlder(link.flowId(), user, 60);

        Reply first = office.get(LIST + "?user_id=" + user);
        Matcher next = NEXT.matcher(first.text());
        assertThat(next.find()).isTrue();
        Reply second = office.get(next.group(1).replace("&amp;", "&"));

        assertThat(next.group(1)).startsWith(LIST + "?user_id=" + user + "&amp;cursor=");
        assertThat(shown(first)).hasSize(50).startsWith(link.flowId());
        assertThat(shown(second)).hasSize(11).doesNotContainAnyElementsOf(shown(first));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iban=DE00370400440532013000     | That is not an IBAN.
            type=x                          | The type is one_time or ongoing.
            from=yesterday                  | The days make no sense
            from=2026-02-01&to=2026-01-01   | The days make no sense
            user_id=%00                     | The user is not a plain text.
            type=ongoing&type=one_time      | The type is one_time or ongoing.
            cursor=x                        | That could not be read
            usr_id=x                        | That could not be read
            """)
    void aFilterThatMakesNoSenseIsSaidAndListsNothing(String query, String complaint) {
        Reply page = office.get(LIST + "?" + query);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains(complaint);
        assertThat(shown(page)).isEmpty();
        assertThat(office.get(LIST + ".csv?" + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"?version=0, 404", "?version=2, 404", "?version=x, 400", "/document?version=2, 404", "/other, 404"})
    void whatIsNotThereIsNotFound(String rest, int status) {
        assertThat(office.get(LIST + "/" + completed("{}") + rest).status()).isEqualTo(status);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void anIbanInTheUrlReachesNoLog(CapturedOutput output) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel("org.springframework", LogLevel.DEBUG);
        try {
            assertThat(office.get(LIST + "?iban=" + IBAN).text()).contains("value=\"" + IBAN + "\"");
            assertThat(office.get(LIST + "?iban=" + IBAN + "0").status()).isEqualTo(400);
            assertThat(office.get(LIST + ".csv?iban=" + IBAN).status()).isEqualTo(200);
            assertThat(riskflow.visitor().get(LIST + "?iban=" + IBAN).status()).isEqualTo(302);
        } finally {
            logging.setLogLevel("org.springframework", null);
        }
        assertThat(output.getAll()).contains("ReportsController#show").doesNotContain(IBAN);
    }

    @Test
    void anOngoingReportIsFetchedNowAndKeepsItsHistory() {
        Link link = riskflow.authorize(riskflow.startOngoing("user-" + UUID.randomUUID()));
        riskflow.awaitStatus(link.flowId(), "completed");
        String page = LIST + "/" + link.flowId();

        assertThat(location(office.submit(page, page + "/refresh"))).isEqualTo(page);
        assertThat(text(office.get(page))).contains("Fetched: nothing has changed at the provider.");
        provider.replaceReport(link.flowId(), "{\"period\":3}");
        assertThat(location(office.submit(page, page + "/refresh"))).isEqualTo(page);

        assertThat(text(office.get(page)))
                .contains("Fetched: this is a new version.", "3 months", "Over its versions")
                .containsPattern("EUR \\d+ days? ");
        for (String later : List.of(page, page + "?fetched=changed")) {
            assertThat(text(office.get(later))).contains("3 months").doesNotContain("Fetched: ");
        }
        assertThat(text(office.get(page + "?version=1")))
                .contains("This is version 1, not the latest one.", "12 months")
                .doesNotContain("3 months Income per month");
        assertThat(office.forge(page + "/refresh").status()).isEqualTo(403);
    }

    @Test
    void aFetchThatFailsSaysWhy() {
        Link link = riskflow.authorize(riskflow.startOngoing("user-" + UUID.randomUUID()));
        riskflow.awaitStatus(link.flowId(), "completed");
        String page = LIST + "/" + link.flowId();
        assertThat(rows.change(link.flowId(), """
                        UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED',
                               access_token = NULL WHERE flow_id = :flow
                        """)).isEqualTo(1);

        assertThat(location(office.submit(page, page + "/refresh"))).isEqualTo(page);

        assertThat(office.get(page).text()).contains("Access ended.");
        assertThat(office.get(page).text()).doesNotContain("Access ended.");
    }

    @Test
    void aOneTimeReportCannotBeFetchedAgain() {
        String page = LIST + "/" + completed("{}");

        assertThat(office.get(page).text()).doesNotContain("/refresh");
        assertThat(office.submit(page, page + "/refresh").status()).isEqualTo(400);
    }

    private String completed(String document) {
        Link link = riskflow.startOneTime();
        provider.replaceReport(link.flowId(), document);
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");
        return link.flowId();
    }

    /** The same user's reports of earlier flows. */
    private void plantOlder(String flow, String user, int count) {
        jdbc.sql("""
                        WITH planted AS (
                          INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, created_at, updated_at,
                                            expires_at, seq, version)
                          SELECT :flow || '-' || i, 'ONGOING', 'COMPLETED', 'demo-shop', :user,
                                 sha256((:flow || i)::bytea), now(), now(), now(), 1, 0
                            FROM generate_series(1, :count) i
                          RETURNING flow_id)
                        INSERT INTO risk_report (flow_id, type, user_id, version, first_stored_at, stored_at, checked_at,
                                                 check_not_before)
                        SELECT flow_id, 'ONGOING', :user, 1, now() - interval '1 day', now(), now(), 'infinity'
                          FROM planted
                        """)
                .param("flow", flow)
                .param("user", user)
                .param("count", count)
                .update();
    }

    /** What a person reads. */
    private static String text(Reply page) {
        return page.text().replaceAll("(?s)<[^>]+>", " ").replaceAll("[ \\n\\r\\t]+", " ");
    }

    private static List<String> shown(Reply page) {
        return ROW.matcher(page.text()).results().map(row -> row.group(1)).toList();
    }

    private static String location(Reply reply) {
        return requireNonNull(reply.header("Location"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
