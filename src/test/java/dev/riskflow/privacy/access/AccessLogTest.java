package dev.riskflow.privacy.access;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.SandboxClients;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.environment.Visitor;
import dev.riskflow.report.AccessKind;
import dev.riskflow.report.ReportAccess;
import dev.riskflow.report.ReportReaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.JsonNode;

/** Who is shown a report is noted before it is shown, and {@code GET /access-log} tells. */
@RiskflowTest
class AccessLogTest {

    private final Riskflow riskflow;
    private final JdbcClient jdbc;
    private final ReportReaders readers;
    private final String user = "reader-test-" + UUID.randomUUID();

    AccessLogTest(Riskflow riskflow, JdbcClient jdbc, ReportReaders readers) {
        this.riskflow = riskflow;
        this.jdbc = jdbc;
        this.readers = readers;
    }

    @Test
    void eachWayToAReportIsNoted() {
        String flow = completedFlow();

        List.of("", "/history", "/history/1")
                .forEach(way -> okay(riskflow.office().get(report(flow) + way)));
        okay(riskflow.admin().get("/risk-reports?user_id=" + user));
        okay(riskflow.office().get("/risk-reports.csv?user_id=" + user));
        okay(riskflow.office().get("/risk-reports?user_id=" + user, "Accept", "application/x-ndjson"));
        okay(riskflow.office().post(report(flow) + "/refresh", ""));
        Visitor clerk = riskflow.visitor().signIn(SandboxStaff.OFFICE);
        String page = "/dashboard/reports";
        List.of("/" + flow, "/" + flow + "/document", "?user_id=" + user, ".csv?user_id=" + user)
                .forEach(way -> okay(clerk.get(page + way)));

        assertThat(entries("flow_id=" + flow).reversed().stream().map(AccessLogTest::told))
                .containsExactly(
                        told(SandboxClients.OFFICE, "client", "BACK_OFFICE", "report", ""),
                        told(SandboxClients.OFFICE, "client", "BACK_OFFICE", "history", ""),
                        told(SandboxClients.OFFICE, "client", "BACK_OFFICE", "version", ""),
                        told(SandboxClients.ADMIN, "client", "ADMIN", "list", "user_id"),
                        told(SandboxClients.OFFICE, "client", "BACK_OFFICE", "export", "user_id"),
                        told(SandboxClients.OFFICE, "client", "BACK_OFFICE", "export", "user_id"),
                        told(SandboxClients.OFFICE, "client", "BACK_OFFICE", "report", ""),
                        told(SandboxStaff.OFFICE, "user", "BACK_OFFICE", "page", ""),
                        told(SandboxStaff.OFFICE, "user", "BACK_OFFICE", "page_document", ""),
                        told(SandboxStaff.OFFICE, "user", "BACK_OFFICE", "page_of_list", "user_id"),
                        told(SandboxStaff.OFFICE, "user", "BACK_OFFICE", "page_export", "user_id"));
    }

    /** More than are noted one by one. */
    @Test
    void manyWhoReadAtTheSameTimeAreEachNotedOnce() throws Exception {
        int crowd = 8 * Gathered.GROUPS;
        CyclicBarrier start = new CyclicBarrier(crowd);
        List<Future<Reply>> replies = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(crowd)) {
            for (int n = 0; n < crowd; n++) {
                replies.add(callers.submit(() -> {
                    start.await();
                    return riskflow.office().get("/risk-reports?user_id=" + user);
                }));
            }
        }
        for (Future<Reply> reply : replies) {
            okay(reply.get());
        }

        assertThat(entries("user_id=" + user)).hasSize(crowd);
    }

    /** Also where nobody was found: that somebody was looked for is what there is to know. */
    @Test
    void aSearchIsFoundByItsUserWhomTheLogDoesNotName() {
        okay(riskflow.office().get("/risk-reports?user_id=" + user));
        okay(riskflow.office().get("/risk-reports.csv?user_id=" + user));

        assertThat(entries("user_id=" + user)).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.path("flow_ids").isEmpty()).isTrue();
            assertThat(entry.path("filters").toString()).isEqualTo("[\"user_id\"]");
        });
        assertThat(entries("user_id=" + user + "-another")).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM access_log l WHERE strpos(to_jsonb(l)::text, :user) > 0")
                        .param("user", user)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Authorities come in any order, also such as let read nothing. */
    @Test
    void theRoleIsTheOneThatLetRead() {
        for (List<String> roles : List.of(
                List.of("ROLE_BACK_OFFICE", "ROLE_FRONTEND"),
                List.of("ROLE_MONITOR", "ROLE_BACK_OFFICE"),
                List.of("ROLE_BACK_OFFICE", "ROLE_ADMIN", "ROLE_MONITOR"))) {
            SecurityContextHolder.getContext()
                    .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                            "several", null, AuthorityUtils.createAuthorityList(roles)));
            try {
                readers.note(new ReportAccess(AccessKind.LIST, List.of(), user, Set.of()));
            } finally {
                SecurityContextHolder.clearContext();
            }
        }

        assertThat(entries("user_id=" + user).reversed())
                .extracting(entry -> entry.path("role").asString())
                .containsExactly("BACK_OFFICE", "BACK_OFFICE", "ADMIN");
    }

    @Test
    void whatIsUnchangedOrNotThereIsNotShownAndNotNoted() {
        String flow = completedFlow();
        String tag = String.valueOf(okay(riskflow.office().get(report(flow))).header("ETag"));

        assertThat(riskflow.office().get(report(flow), "If-None-Match", tag).status())
                .isEqualTo(304);
        assertThat(riskflow.office().get(report(flow) + "/history/7").status()).isEqualTo(404);

        assertThat(entries("flow_id=" + flow)).hasSize(1);
    }

    /** The disk is full for this table alone. */
    @Test
    void whatCantBeNotedIsNotShown() {
        String flow = completedFlow();
        Visitor clerk = riskflow.visitor().signIn(SandboxStaff.OFFICE);
        jdbc.sql("""
                        CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$
                        """).update();
        jdbc.sql("CREATE TRIGGER no_room BEFORE INSERT ON access_log EXECUTE FUNCTION no_room()")
                .update();
        List<Reply> replies = new ArrayList<>();
        Reply page;
        try {
            page = clerk.get("/dashboard/reports/" + flow);
            for (String path : List.of(report(flow), "/risk-reports", "/risk-reports.csv", report(flow) + "/history")) {
                replies.add(riskflow.office().get(path));
            }
        } finally {
            jdbc.sql("DROP TRIGGER no_room ON access_log").update();
            jdbc.sql("DROP FUNCTION no_room()").update();
        }

        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.text())
                        .contains("urn:riskflow:problem:database-unavailable")
                        .doesNotContain("iban", "first_stored_at"));
        replies.add(page);
        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isEqualTo("5");
        });
        assertThat(entries("flow_id=" + flow)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE access_log SET actor = 'nobody'",
                "DELETE FROM access_log",
                "TRUNCATE access_log",
            })
    void itIsOnlyAddedTo(String statement) {
        okay(riskflow.office().get("/risk-reports?user_id=" + user));

        assertThatThrownBy(() -> jdbc.sql(statement).update())
                .rootCause()
                .hasMessageContaining("The access log is only added to");
        assertThat(entries("user_id=" + user)).hasSize(1);
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        for (int n = 0; n < 5; n++) {
            okay(riskflow.office().get("/risk-reports?user_id=" + user));
        }

        List<JsonNode> read = new ArrayList<>();
        String before = "";
        while (before != null) {
            JsonNode page = okay(riskflow.admin().get("/access-log?limit=2&user_id=" + user + before))
                    .json();
            page.path("entries").forEach(read::add);
            before = page.has("next_before")
                    ? "&before=" + page.path("next_before").asLong()
                    : null;
        }

        assertThat(read).hasSize(5);
        assertThat(read).isEqualTo(entries("user_id=" + user));
    }

    @Test
    void narrowedByReaderAndTime() {
        okay(riskflow.office().get("/risk-reports?user_id=" + user));
        okay(riskflow.admin().get("/risk-reports?user_id=" + user));

        assertThat(entries("user_id=" + user + "&actor=" + SandboxClients.ADMIN))
                .hasSize(1);
        assertThat(entries("user_id=" + user + "&from=2020-01-01")).hasSize(2);
        assertThat(entries("user_id=" + user + "&to=2020-01-01")).isEmpty();
        long latest = okay(riskflow.admin().get("/access-log?limit=1&user_id=" + user))
                .json()
                .path("next_before")
                .asLong();
        assertThat(entries("user_id=" + user + "&before=" + latest)).hasSize(1);
        assertThat(entries("user_id=" + user + "&actor=" + SandboxClients.ADMIN + "&before=" + latest))
                .isEmpty();
        assertThat(entries("user_id=" + user + "&to=2020-01-01&before=" + latest))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before=x",
                "limit=0",
                "from=yesterday",
                "from=2026-02-01&to=2026-01-01",
                "from=2026-02-01&to=2026-02-01",
                "flow_id=%20",
                "who=me"
            })
    void whatMakesNoSenseIsRefused(String parameter) {
        assertProblem(riskflow.admin().get("/access-log?" + parameter), 400, "bad-request");
    }

    @Test
    void administratorsSeeItInTheDashboard() {
        okay(riskflow.office().get("/risk-reports?user_id=" + user));

        Visitor admin = riskflow.visitor().signIn(SandboxStaff.ADMIN);
        String page = okay(admin.get("/dashboard/access-log?user_id=" + user + "&flow_id=&from=2020-01-01&lang=de"))
                .text();

        assertThat(page).contains("Zugriffe", SandboxClients.OFFICE, "keine gefunden", "user_id");
        assertThat(okay(admin.get("/dashboard")).text()).contains("/dashboard/access-log");
        assertThat(admin.get("/dashboard/access-log?before=x").status()).isEqualTo(400);
        Visitor clerk = riskflow.visitor().signIn(SandboxStaff.OFFICE);
        assertThat(okay(clerk.get("/dashboard")).text()).doesNotContain("/dashboard/access-log");
        assertThat(clerk.get("/dashboard/access-log").status()).isEqualTo(403);
    }

    @Test
    void aFlowIsFoundAlsoWhereItsIdWasCopiedWithABlank() {
        String flow = completedFlow();
        okay(riskflow.office().get(report(flow)));

        Visitor admin = riskflow.visitor().signIn(SandboxStaff.ADMIN);

        assertThat(okay(admin.get("/dashboard/access-log?flow_id=%20" + flow + "%20"))
                        .text())
                .contains(SandboxClients.OFFICE, "href=\"/dashboard/flows/" + flow + "\"", "value=\"" + flow + "\"");
    }

    /** Not so with a user: a space more is another person. */
    @Test
    void aSpaceAroundAUsersIdIsPartOfIt() {
        okay(riskflow.office().get("/risk-reports?user_id=" + user));
        Visitor admin = riskflow.visitor().signIn(SandboxStaff.ADMIN);

        assertThat(okay(admin.get("/dashboard/access-log?user_id=" + user + "%20"))
                        .text())
                .contains("Nothing like that was read.")
                .contains("href=\"/dashboard/access-log?user_id=" + user + "\">Look for it without the space");
        assertThat(okay(admin.get("/dashboard/access-log?user_id=" + user)).text())
                .contains(SandboxClients.OFFICE)
                .doesNotContain("Look for it without the space");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flow_id=a%20b                            | flow_id | That is not the id of a flow.
            from=2026-02-01&to=2026-01-01&actor=me   | from    | The days make no sense
            from=yesterday                           | from    | The days make no sense
            to=tomorrow&before=x                     | to      | The second day makes no sense
            user_id=%00                              | user_id | The user is not a plain text.
            actor=%00                                | actor   | The reader is not a plain text.
            """)
    void aFilterThatMakesNoSenseIsSaidOnThePage(String query, String field, String complaint) {
        Visitor admin = riskflow.visitor().signIn(SandboxStaff.ADMIN);

        Reply page = admin.get("/dashboard/access-log?" + query);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text())
                .contains(complaint, "name=\"" + field + "\"", "aria-describedby=\"complaint\"")
                .doesNotContain("<table", "Nothing like that was read.");
        if (query.contains("actor=me")) {
            assertThat(page.text()).contains("value=\"2026-02-01\"", "value=\"2026-01-01\"", "value=\"me\"");
        }
    }

    private List<JsonNode> entries(String filter) {
        List<JsonNode> entries = new ArrayList<>();
        okay(riskflow.admin().get("/access-log?" + filter))
                .json()
                .path("entries")
                .forEach(entries::add);
        return entries;
    }

    private static String told(JsonNode entry) {
        return told(
                entry.path("actor").asString(),
                entry.path("actor_kind").asString(),
                entry.path("role").asString(),
                entry.path("action").asString(),
                entry.path("filters")
                        .valueStream()
                        .map(JsonNode::asString)
                        .findFirst()
                        .orElse(""));
    }

    private static String told(String actor, String kind, String role, String action, String filter) {
        return String.join(" ", actor, kind, role, action, filter);
    }

    private String completedFlow() {
        Link link = riskflow.authorize(riskflow.startOngoing(user));
        riskflow.awaitStatus(link.flowId(), "completed");
        return link.flowId();
    }

    private static String report(String flow) {
        return "/risk-reports/" + flow;
    }

    private static Reply okay(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply;
    }
}
