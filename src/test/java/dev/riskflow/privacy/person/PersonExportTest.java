package dev.riskflow.privacy.person;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.CutAnswer;
import dev.riskflow.environment.HungUp;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxClients;
import dev.riskflow.environment.TestIssuer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** {@code GET /users/{user_id}/export}. */
@RiskflowTest
@ExtendWith(OutputCaptureExtension.class)
class PersonExportTest {

    /** Columns of a flow's row. */
    private static final List<String> TOLD = List.of(
            "flow_id",
            "type",
            "status",
            "reason",
            "client",
            "user_id",
            "binding",
            "return_url",
            "language",
            "parameters",
            "seq",
            "created_at",
            "updated_at",
            "expires_at",
            "returned_at",
            "deadline_at",
            "consent_until",
            "renews",
            "renewed_by");

    /** Keys and digests that would let in who knows them, and what says nothing of a person. */
    private static final List<String> LEFT_OUT = List.of(
            "state_hash",
            "browser_hash",
            "confirmation_hash",
            "location",
            "browser_key",
            "sealed_with",
            "redirect_uri",
            "version",
            "changed_at",
            "report_deleted_at");

    private static final String IBAN = "DE89370400440532013000";

    private final Riskflow riskflow;
    private final JdbcClient jdbc;
    private final Rows rows;
    private final TestIssuer issuer;
    private final String user = "subject-" + UUID.randomUUID();

    PersonExportTest(Riskflow riskflow, JdbcClient jdbc, Rows rows, TestIssuer issuer) {
        this.riskflow = riskflow;
        this.jdbc = jdbc;
        this.rows = rows;
        this.issuer = issuer;
    }

    @Test
    void allThatIsHeldIsToldAndNoToken() {
        String flow = completed(start(user));
        String other = riskflow.startOngoing(user).flowId();
        completed(start(user + "-another"));
        Reply read = riskflow.office().get("/risk-reports/" + flow);

        Reply reply = riskflow.admin().get("/users/" + user + "/export");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.json().path("user_id").asString()).isEqualTo(user);
        assertThat(flows(reply)).containsExactlyInAnyOrder(flow, other);
        JsonNode told = told(reply, flow);
        assertThat(told.path("flow").path("status").asString()).isEqualTo("completed");
        assertThat(told.path("flow").path("transitions").size()).isEqualTo(4);
        assertThat(told.path("parameters").path("name").asString()).isEqualTo("Erika Mustermann");
        assertThat(told.path("parameters").path("accounts").path(0).path("id").asString())
                .isEqualTo(IBAN);
        assertThat(told.path("grant").path("requests").size()).isOne();
        assertThat(told.path("versions").path(0).path("document"))
                .isEqualTo(read.json().path("document"));
        assertThat(told.path("accesses")
                        .valueStream()
                        .map(entry -> entry.path("action").asString()))
                .containsExactly("person_export", "report");
        for (String secret : sealed(flow)) {
            assertThat(reply.text()).doesNotContain(secret);
        }
    }

    /** A column that is added to the table has to be told, or left out on purpose. */
    @Test
    void ofAFlowItselfEverythingIsToldThatIsHeld() {
        Reply started = riskflow.bearing(issuer.endUser(user, "risk-flows"))
                .post("/risk-flows", "{\"type\": \"one_time\", \"language\": \"fr\", \"binding\": \"confirm\"}");
        String oneTime = started.member("flow_id");
        String ongoing = completed(start(user));

        Reply reply = riskflow.admin().get("/users/" + user + "/export");

        for (String flow : List.of(oneTime, ongoing)) {
            Map<String, @Nullable Object> row = rows.flow(flow);
            assertThat(row.keySet())
                    .hasSize(TOLD.size() + LEFT_OUT.size())
                    .containsAll(TOLD)
                    .containsAll(LEFT_OUT);
            JsonNode told = told(reply, flow);
            assertThat(TOLD)
                    .filteredOn(column -> row.get(column) != null)
                    .allMatch(column -> told.has(column) || told.path("flow").has(column));
            assertThat(told.path("client").asString()).isEqualTo(row.get("client"));
            assertThat(told.path("return_url").asString()).isEqualTo(row.get("return_url"));
        }
        assertThat(told(reply, oneTime).path("language").asString()).isEqualTo("fr");
    }

    /** The very characters that the provider sent: 12.30 stays 12.30. */
    @Test
    void documentsAreVerbatim() {
        String flow = completed(start(user));
        String document = jdbc.sql("SELECT document FROM risk_report_version WHERE flow_id = :flow")
                .param("flow", flow)
                .query(String.class)
                .single();

        assertThat(riskflow.admin().get("/users/" + user + "/export").text()).contains(document);
    }

    @Test
    void itIsNotedItself() {
        completed(start(user));
        riskflow.admin().get("/users/" + user + "/export");

        JsonNode entries =
                riskflow.admin().get("/access-log?user_id=" + user).json().path("entries");
        assertThat(entries.size()).isOne();
        assertThat(entries.path(0).path("action").asString()).isEqualTo("person_export");
    }

    /** A part of a list is noted with all that were in it; the others are of no concern to this user. */
    @Test
    void whoReadAListIsToldWithoutTheOthersInIt() {
        String flow = completed(start(user));
        String another = completed(start(user + "-another"));
        assertThat(riskflow.office().get("/risk-reports?limit=200").text()).contains(flow, another);

        Reply reply = riskflow.admin().get("/users/" + user + "/export");

        assertThat(told(reply, flow)
                        .path("accesses")
                        .valueStream()
                        .map(entry -> entry.path("action").asString()))
                .contains("list");
        assertThat(told(reply, flow)
                        .path("accesses")
                        .valueStream()
                        .map(entry -> entry.path("flow_ids").toString()))
                .containsOnly("[\"" + flow + "\"]");
        assertThat(reply.text()).doesNotContain(another);
    }

    /** A flow that can't be told, far down: what was written before it must not pass for all that is held. */
    @Test
    void whatBreaksOffIsSeenToBreakOff() throws IOException {
        String flow = completed(start(user));
        copy(flow, 250);
        spoil(flow + "-99"); // they are told in the order of their ids

        String received = CutAnswer.to(
                riskflow, SandboxClients.ADMIN, "/users/" + user + "/export", MediaType.APPLICATION_JSON_VALUE);

        assertThat(received)
                .startsWith("HTTP/1.1 200")
                .contains("Transfer-Encoding: chunked", flow + "-50")
                .doesNotContain("\r\n0\r\n\r\n", "\"searches\"", "urn:riskflow:problem");
    }

    @Test
    void whatFailsBeforeItsFirstByteIsAProblem() {
        String flow = completed(start(user));
        spoil(flow);

        Reply reply = riskflow.admin().get("/users/" + user + "/export");

        assertProblem(reply, 500, "internal-server-error");
        assertThat(reply.header("Content-Disposition")).isNull();
        assertThat(reply.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    /** That happens every day, and is nobody's failure. */
    @Test
    void whoHangsUpIsSaidToHaveDoneSoInOneLine(CapturedOutput output) throws IOException {
        String flow = completed(start(user));
        copy(flow, 1_000);

        HungUp.after(1, riskflow, SandboxClients.ADMIN, "/users/" + user + "/export");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> output.toString(), printed -> printed.contains("since nobody read on"));
        assertThat(output.toString().lines()).noneMatch(line -> line.contains("\tat ") || line.contains("ERROR"));
    }

    @Test
    void moreFlowsThanOneBatch() {
        String flow = completed(start(user));
        copy(flow, 250);

        assertThat(flows(riskflow.admin().get("/users/" + user + "/export")))
                .hasSize(251)
                .doesNotHaveDuplicates();
    }

    private void copy(String flow, int times) {
        jdbc.sql("""
                        INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, created_at, updated_at,
                                          expires_at, seq, version, binding)
                        SELECT flow_id || '-' || n, 'ONGOING', 'CANCELLED', client, user_id, decode(md5(flow_id || n), 'hex'),
                               created_at, updated_at, expires_at, 1, 0, binding
                          FROM flow, generate_series(1, :times) n WHERE flow_id = :flow
                        """).param("flow", flow).param("times", times).update();
    }

    /** No key opens what it was started with. */
    private void spoil(String flow) {
        assertThat(jdbc.sql("UPDATE flow SET parameters = 'spoilt' WHERE flow_id = :flow")
                        .param("flow", flow)
                        .update())
                .isOne();
    }

    @Test
    void whomNobodyKnows() {
        assertProblem(riskflow.admin().get("/users/" + user + "/export"), 404, "not-found");
        assertProblem(riskflow.admin().get("/users?user_id=%20"), 400, "bad-request");
        assertProblem(riskflow.admin().get("/users?user_id=" + user + "&user_id=x"), 400, "bad-request");
    }

    @Test
    void anIdThatCantStandInAPath() {
        String odd = user + "/a;b%";
        String flow = riskflow.startOngoing(odd).flowId();

        Reply reply = riskflow.admin().get("/users?user_id=" + URLEncoder.encode(odd, StandardCharsets.UTF_8));

        assertThat(flows(reply)).containsExactly(flow);
    }

    private Link start(String userId) {
        return riskflow.start("""
                {"type": "ongoing", "user_id": "%s", "name": "Erika Mustermann", "accounts": [{"id": "%s"}]}
                """.formatted(userId, IBAN));
    }

    private String completed(Link link) {
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");
        return link.flowId();
    }

    private static List<String> flows(Reply reply) {
        List<String> flows = new ArrayList<>();
        reply.json()
                .path("flows")
                .forEach(flow -> flows.add(flow.path("flow").path("flow_id").asString()));
        return flows;
    }

    private static JsonNode told(Reply reply, String flow) {
        return reply.json()
                .path("flows")
                .valueStream()
                .filter(told -> told.path("flow").path("flow_id").asString().equals(flow))
                .findFirst()
                .orElseThrow();
    }

    /** What the database has sealed. */
    private List<String> sealed(String flow) {
        return jdbc.sql("SELECT access_token FROM token_grant WHERE flow_id = :flow UNION "
                        + "SELECT refresh_token FROM token_grant WHERE flow_id = :flow")
                .param("flow", flow)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }
}
