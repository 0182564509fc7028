package dev.riskflow.flow.start;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static dev.riskflow.flow.start.once.KeyedStarts.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.EventFeed;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.flow.browser.BrowserCookie;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.start.once.IdempotencyKey;
import dev.riskflow.flow.start.once.KeyedStarts;
import dev.riskflow.flow.start.request.StartFlowRequest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A new link in the place of an ongoing flow. What the provider is asked for is seen in FlowStartAtTheProviderTest. */
@RiskflowTest
class RenewalTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FlowRepository flows;
    private final LinkSeals seals;

    RenewalTest(
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            FlowRepository flows,
            LinkSeals seals) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.flows = flows;
        this.seals = seals;
    }

    @Test
    void isAnsweredLikeAStartAndIsAFlowOfItsOwn() {
        String old = completed(riskflow.start("""
                {"type": "ongoing", "user_id": "u-7", "language": "en", "return_url": "http://localhost:3000/done"}
                """));

        Reply reply = renew(old);

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        String renewal = reply.member("flow_id");
        assertThat(renewal).isNotEqualTo(old);
        assertThat(reply.header("Location")).isEqualTo("/risk-flows/" + renewal);
        assertThat(reply.json().propertyNames()).containsExactly("flow_id", "location", "status", "expires_at");
        Reply view = riskflow.flow(renewal);
        assertThat(view.member("user_id")).isEqualTo("u-7");
        assertThat(view.member("type")).isEqualTo("ongoing");
        assertThat(view.member("renews")).isEqualTo(old);
        assertThat(rows.flow(renewal)).containsEntry("language", "en").containsEntry("client", "demo-shop");
        assertThat(riskflow.browse(linkOf(reply).cancel()).header("Location"))
                .startsWith("http://localhost:3000/done?flow_id=" + renewal);
        assertThat(riskflow.flow(old).json().has("renewed_by")).isFalse();
    }

    @Test
    void takesOverOnceItHasCompleted() {
        String old = completed(riskflow.startOngoing("u"));
        String etag = riskflow.flow(old).header("ETag");

        String renewal = completed(linkOf(renew(old)));

        Reply view = riskflow.flow(old);
        assertThat(view.member("renewed_by")).isEqualTo(renewal);
        assertThat(view.member("status")).isEqualTo("completed");
        assertThat(view.header("ETag")).isNotEqualTo(etag);
        assertThat(riskflow.flow(renewal).json().has("renewed_by")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"renews", "renewed_by"})
    void isNotAsItWasOnceTheOtherIsErased(String link) {
        String old = completed(riskflow.startOngoing("u"));
        String renewal = completed(linkOf(renew(old)));
        String left = link.equals("renews") ? renewal : old;
        Reply before = riskflow.flow(left);

        riskflow.admin().call("DELETE", "/risk-flows/" + before.member(link));

        Reply after =
                riskflow.shop().get("/risk-flows/" + left, "If-None-Match", String.valueOf(before.header("ETag")));
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().has(link)).isFalse();
    }

    @Test
    void isWhatIsNextOnceAccessIsLostAndUntilAnotherFlowTookOver() {
        String old = completed(riskflow.startOngoing("u"));
        Reply alive = riskflow.flow(old);
        assertThat(alive.member("next")).isEqualTo("read_report");

        rows.change(
                old, "UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED' WHERE flow_id = :flow");

        Reply lost = riskflow.flow(old);
        assertThat(lost.member("status")).isEqualTo("completed");
        assertThat(lost.member("next")).isEqualTo("renew");
        assertThat(lost.header("ETag")).isNotEqualTo(alive.header("ETag"));
        assertThat(riskflow.office()
                        .get("/risk-flows?attention=reauthorize&user_id=u")
                        .text())
                .contains("\"next\":\"renew\"");
        assertThat(riskflow.office().get("/risk-reports/" + old).status()).isEqualTo(200);

        completed(linkOf(renew(old)));
        assertThat(riskflow.flow(old).member("next")).isEqualTo("read_report");
    }

    /** Wherever it is told: to nobody it looks as if the user had yet to be asked. */
    @ParameterizedTest
    @CsvSource({"FAILED, ACCESS_LOST, renew", "FAILED, CODE_REFUSED, start_new_flow", "CANCELLED, , start_new_flow"})
    void isNotAskedForAgainOnceAnotherFlowTookOver(String status, @Nullable String reason, String before) {
        String user = UUID.randomUUID().toString();
        String old = completed(riskflow.startOngoing(user));
        endedInstead(old, status, reason);
        assertThat(saidToBeNext(old, user)).containsOnly(before);

        String renewal = completed(linkOf(renew(old)));

        assertThat(rows.grant(old)).as("tells that the code is spent").isNotEmpty();
        assertThat(saidToBeNext(old, user)).containsOnly("use_renewal");
        assertThat(riskflow.flow(old).member("renewed_by")).isEqualTo(renewal);
        assertThat(listed(old, user).path("renewed_by").asString()).isEqualTo(renewal);
        assertThat(riskflow.flow(renewal).member("next")).isEqualTo("read_report");
    }

    /** Its tokens are of no use any more: with others the flow would be found, and go on to its report. */
    private void endedInstead(String flow, String status, @Nullable String reason) {
        rows.change(
                flow, "UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED' WHERE flow_id = :flow");
        String change = " SET status = '%s', reason = %s WHERE flow_id = :flow"
                .formatted(status, reason == null ? "NULL" : "'" + reason + "'");
        rows.change(flow, "UPDATE flow" + change);
        rows.change(flow, "UPDATE flow_transition" + change + " AND status = 'COMPLETED'");
    }

    /** By the flow itself, the list, and the events. */
    private List<String> saidToBeNext(String flow, String user) {
        try (EventFeed feed = riskflow.shop().follow("/risk-flows/" + flow + "/events")) {
            return List.of(
                    riskflow.flow(flow).member("next"),
                    listed(flow, user).path("next").asString(),
                    feed.awaitEvents(4).events().getLast().member("next"));
        }
    }

    private JsonNode listed(String flow, String user) {
        return riskflow.shop()
                .get("/risk-flows?user_id=" + user)
                .json()
                .path("flows")
                .valueStream()
                .filter(each -> each.path("flow_id").asString().equals(flow))
                .findFirst()
                .orElseThrow();
    }

    /** What nobody needs is not kept alive, and not asked for at the provider. */
    @Test
    void endsTheAccessThatItReplaces() {
        String old = completed(riskflow.startOngoing("u"));
        assertThat(rows.grant(old)).isNotEmpty();

        completed(linkOf(renew(old)));

        assertThat(rows.grant(old)).isEmpty();
        int before = provider.ledger().entries(old).size();
        assertProblem(riskflow.office().call("POST", "/risk-reports/" + old + "/refresh"), 409, "access-lost");
        assertThat(provider.ledger().entries(old)).hasSize(before);
        assertThat(riskflow.office().get("/risk-reports/" + old).status()).isEqualTo(200);
        assertThat(riskflow.office()
                        .get("/risk-flows/" + old + "/grant")
                        .json()
                        .path("requests")
                        .size())
                .isOne();
    }

    @Test
    void aRotationUnderWayBringsNoTokensBack() throws Exception {
        String old = completed(riskflow.startOngoing("u"));
        rows.expireAccess(old);
        CountDownLatch answer = new CountDownLatch(1);
        Misfortune.next(provider, old, Operation.REFRESH, Mishap.held(answer).afterActing());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> refresh =
                    threads.submit(() -> riskflow.office().call("POST", "/risk-reports/" + old + "/refresh"));
            await().atMost(LIMIT).until(() -> "ROTATING".equals(rows.grant(old).get("state")));

            completed(linkOf(renew(old)));
            answer.countDown();
            refresh.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }

        await().atMost(LIMIT).until(() -> outcomes(old), List.of("STORED", "SUPERSEDED")::equals);
        assertThat(rows.grant(old)).isEmpty();
    }

    /** As when a renewal was cancelled, or failed, and was then renewed itself. */
    @Test
    void takesOverAlsoWhatARenewalBeforeItDidNot() {
        String old = completed(riskflow.startOngoing("u"));
        Link cancelled = linkOf(renew(old));
        riskflow.browse(cancelled.cancel());

        String renewal = completed(linkOf(renew(cancelled.flowId())));

        assertThat(riskflow.flow(cancelled.flowId()).member("renewed_by")).isEqualTo(renewal);
        assertThat(riskflow.flow(old).member("renewed_by")).isEqualTo(renewal);
        assertThat(rows.grant(old)).isEmpty();
    }

    /** People go back to the widget of before. */
    @Test
    void keepsNoTokensOfAFlowThatCompletesAfterItsRenewal() {
        Link old = riskflow.startOngoing("u");
        riskflow.browse(old.cancel());
        String renewal = completed(linkOf(renew(old.flowId())));

        completed(old);

        assertThat(riskflow.flow(old.flowId()).member("renewed_by")).isEqualTo(renewal);
        assertThat(rows.grant(old.flowId())).isEmpty();
        assertThat(riskflow.office().get("/risk-reports/" + old.flowId()).status())
                .isEqualTo(200);
    }

    private List<@Nullable String> outcomes(String flow) {
        return jdbc.sql("SELECT outcome FROM token_ledger WHERE flow_id = :flow ORDER BY started_at")
                .param("flow", flow)
                .query(String.class)
                .list();
    }

    @Test
    void completesAndTakesOverInOneCommit() {
        String old = completed(riskflow.startOngoing("u"));
        Link renewal = riskflow.authorize(linkOf(renew(old)));

        transaction.executeWithoutResult(status -> {
            flows.lock(old);
            riskflow.awaitStatus(renewal.flowId(), "fetching");
            rows.awaitWaiter();
            assertThat(riskflow.status(renewal.flowId())).isEqualTo("fetching");
        });

        riskflow.awaitStatus(renewal.flowId(), "completed");
        assertThat(riskflow.flow(old).member("renewed_by")).isEqualTo(renewal.flowId());
    }

    @Test
    void whatHasTakenOverIsRenewedInItsPlace() {
        String old = completed(riskflow.startOngoing("u"));
        String renewal = completed(linkOf(renew(old)));

        Reply refused = renew(old);

        assertProblem(refused, 409, "already-renewed");
        assertThat(refused.member("renewed_by")).isEqualTo(renewal);
        assertThat(renew(renewal).status()).isEqualTo(201);
    }

    @Test
    void ofTwoRenewalsTheFirstToCompleteHasTakenOver() {
        String old = completed(riskflow.startOngoing("u"));
        Link one = linkOf(renew(old));
        Link other = linkOf(renew(old));

        completed(other);
        completed(one);

        assertThat(riskflow.flow(old).member("renewed_by")).isEqualTo(other.flowId());
    }

    @Test
    void aFlowThatNeverCompletedCanBeRenewedAsWell() {
        Link cancelled = riskflow.startOngoing("u");
        riskflow.browse(cancelled.cancel());

        assertThat(renew(cancelled.flowId()).status()).isEqualTo(201);
    }

    @Test
    void aOneTimeFlowIsRefused() {
        assertRefused(riskflow.startOneTime().flowId(), "one-time");
    }

    @Test
    void aFlowWhoseParametersWereNotKeptIsRefused() {
        String old = riskflow.startOngoing("u").flowId();
        rows.change(old, "UPDATE flow SET parameters = NULL WHERE flow_id = :flow");

        assertRefused(old, "not-renewable");
    }

    private void assertRefused(String flow, String problem) {
        long before = provider.ledger().count(Operation.START_FLOW);

        assertProblem(renew(flow), 409, problem);

        assertThat(provider.ledger().count(Operation.START_FLOW)).isEqualTo(before);
    }

    @Test
    void anotherClientsFlowIsNotFound() {
        String old = riskflow.startOngoing("u").flowId();

        Reply foreign = riskflow.otherShop().call("POST", "/risk-flows/" + old + "/renewal");
        Reply unknown = riskflow.otherShop().call("POST", "/risk-flows/unknown/renewal");

        assertProblem(foreign, 404, "not-found");
        assertThat(foreign.text().replace(old, "unknown")).isEqualTo(unknown.text());
    }

    @Test
    void aReturnUrlThatIsNoLongerAllowedGivesWayToTheDefault() {
        String old = riskflow.startOngoing("u").flowId();
        Flow flow = flows.findById(old).orElseThrow();
        StartFlowRequest parameters = seals.parameters(flow).orElseThrow().withReturnUrl("https://was.example.com/");
        String sealedParameters = seals.seal(
                        new FlowId(old), seals.location(flow).orElseThrow(), null, parameters)
                .parameters();
        jdbc.sql("UPDATE flow SET parameters = :parameters WHERE flow_id = :flow")
                .param("flow", old)
                .param("parameters", sealedParameters)
                .update();

        String renewal = renew(old).member("flow_id");

        assertThat(rows.flow(renewal)).containsEntry("return_url", "https://shop.example.com/shop");
    }

    @Test
    void aBrowsersBindingIsRenewedWithAKeyOfItsOwn() {
        Reply bound = riskflow.shop().post("/risk-flows", """
                {"type": "ongoing", "user_id": "u", "binding": "browser"}""");

        Reply renewal = renew(bound.member("flow_id"));

        assertThat(IdempotencyTest.cookie(renewal))
                .startsWith(BrowserCookie.name(new FlowId(renewal.member("flow_id"))) + "=")
                .isNotEqualTo(IdempotencyTest.cookie(bound));
        assertThat(riskflow.flow(renewal.member("flow_id")).member("binding")).isEqualTo("browser");
    }

    @Test
    void isRepeatedLikeAStartAlsoAfterItHasTakenOver() {
        String old = completed(riskflow.startOngoing("u"));
        String key = newKey();
        provider.trouble().next(Operation.START_FLOW, Mishap.status(503));
        assertThat(renew(old, key).status()).isEqualTo(503);

        Reply first = renew(old, key);
        assertThat(renew(old, key).text()).isEqualTo(first.text());
        completed(linkOf(first));
        Reply last = renew(old, key);

        assertThat(last.status()).isEqualTo(201);
        assertThat(last.member("location")).isEqualTo(first.member("location"));
        assertThat(last.member("status")).isEqualTo("completed");
        assertProblem(renew(first.member("flow_id"), key), 422, "idempotency-key-reused");
        assertProblem(KeyedStarts.start(riskflow.shop(), key, KeyedStarts.ONE_TIME), 422, "idempotency-key-reused");
    }

    private Reply renew(String flow, String key) {
        return riskflow.shop().call("POST", "/risk-flows/" + flow + "/renewal", IdempotencyKey.HEADER, key);
    }

    private Reply renew(String flow) {
        return riskflow.shop().call("POST", "/risk-flows/" + flow + "/renewal");
    }

    private String completed(Link link) {
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");
        return link.flowId();
    }

    private static Link linkOf(Reply reply) {
        return new Link(reply.member("flow_id"), reply.member("location"));
    }
}
