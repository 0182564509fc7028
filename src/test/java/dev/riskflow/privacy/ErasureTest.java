package dev.riskflow.privacy;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code DELETE /risk-flows/{flow_id}} and {@code DELETE /users/{user_id}}, and what is left: a proof. */
@RiskflowTest
class ErasureTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final JdbcClient jdbc;
    private final Leftovers leftovers;
    private final Erasing erasing;
    private final ErasureStore erasures;
    private final Scheduler scheduler;
    private final String user = "person-" + UUID.randomUUID();

    ErasureTest(
            Riskflow riskflow,
            SandboxProvider provider,
            JdbcClient jdbc,
            Erasing erasing,
            ErasureStore erasures,
            Scheduler scheduler) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.jdbc = jdbc;
        this.leftovers = new Leftovers(jdbc);
        this.erasing = erasing;
        this.erasures = erasures;
        this.scheduler = scheduler;
    }

    @Test
    void aFlowIsGoneWithAllThatHangsOnIt() {
        String flow = completedWithTwoVersions();
        assertThat(leftovers.of(flow))
                .extracting(row -> row.split(":", 2)[0])
                .contains(
                        "flow",
                        "flow_transition",
                        "token_grant",
                        "token_ledger",
                        "risk_report",
                        "risk_report_version",
                        "risk_report_search",
                        "idempotency_key");

        assertThat(eraseFlow(flow).status()).isEqualTo(204);

        assertThat(leftovers.of(flow)).isEmpty();
        assertThat(leftovers.of(user)).isEmpty();
        assertThat(riskflow.flow(flow).status()).isEqualTo(404);
        assertThat(riskflow.office().get("/risk-reports/" + flow).status()).isEqualTo(404);
    }

    @Test
    void asLongAsNobodyKnowsTheFlowThereIsNothingToErase() {
        String flow = riskflow.startOneTime().flowId();

        assertThat(eraseFlow("none-" + flow).status()).isEqualTo(404);
        assertThat(eraseFlow("none-" + flow).member("type")).isEqualTo("urn:riskflow:problem:not-found");
        assertThat(eraseFlow(flow).status()).isEqualTo(204);
        assertThat(eraseFlow(flow).status()).as("repeated").isEqualTo(204);
    }

    @Test
    void aUserIsGoneWithAllFlowsAndNobodyElseIs() {
        String completed = completedWithTwoVersions();
        Link renewal = linkOf(riskflow.shop().call("POST", "/risk-flows/" + completed + "/renewal"));
        riskflow.authorize(renewal);
        riskflow.awaitStatus(renewal.flowId(), "completed");
        String awaiting = riskflow.startOngoing(user).flowId();
        Link cancelled = riskflow.startOngoing(user);
        riskflow.browse(cancelled.cancel());
        String other = riskflow.startOngoing(user + "-other").flowId();

        assertThat(eraseUser(user).status()).isEqualTo(204);

        for (String flow : List.of(completed, renewal.flowId(), awaiting, cancelled.flowId())) {
            assertThat(leftovers.of(flow)).isEmpty();
        }
        assertThat(leftovers.of("\"" + user + "\"")).isEmpty();
        assertThat(riskflow.status(other)).isEqualTo("awaiting_user");
        assertThat(eraseUser(user).status()).as("repeated").isEqualTo(204);
    }

    @Test
    void aFlowOfTwoThatHangTogetherIsErasedAlone() {
        String older = completedWithTwoVersions();
        Link renewal = linkOf(riskflow.shop().call("POST", "/risk-flows/" + older + "/renewal"));
        riskflow.authorize(renewal);
        riskflow.awaitStatus(renewal.flowId(), "completed");

        assertThat(eraseFlow(older).status()).isEqualTo(204);

        assertThat(leftovers.of(older)).isEmpty();
        assertThat(riskflow.flow(renewal.flowId()).json().has("renews")).isFalse();
        assertThat(riskflow.status(renewal.flowId())).isEqualTo("completed");
    }

    @Test
    void theProofSaysWhatWasErasedAndNamesNobody() {
        String flow = completedWithTwoVersions();
        eraseUser(user);

        Reply proof = riskflow.admin().get("/erasures?user_id=" + user);

        assertThat(proof.status()).isEqualTo(200);
        assertThat(proof.json().path("erasures").size()).isOne();
        assertThat(proof.json().path("erasures").path(0).propertyNames())
                .containsExactly(
                        "nr",
                        "kind",
                        "requested_by",
                        "requested_at",
                        "finished_at",
                        "flows",
                        "transitions",
                        "report_versions",
                        "grants",
                        "token_requests",
                        "idempotency_keys");
        assertThat(proof.json().at("/erasures/0/kind").asString()).isEqualTo("user");
        assertThat(proof.json().at("/erasures/0/requested_by").asString()).isEqualTo("demo-admin");
        assertThat(proof.json().at("/erasures/0/flows").intValue()).isOne();
        assertThat(proof.json().at("/erasures/0/report_versions").intValue()).isEqualTo(2);
        assertThat(proof.json().at("/erasures/0/transitions").intValue()).isEqualTo(4);
        assertThat(proof.text()).doesNotContain(user, flow);
        assertThat(proofs(user + "x")).isZero();
    }

    private int proofs(String userId) {
        return riskflow.admin()
                .get("/erasures?user_id=" + userId)
                .json()
                .path("erasures")
                .size();
    }

    @Test
    void aFlowsProofIsFoundByItsIdAndPagesGoBack() {
        String one = riskflow.startOneTime().flowId();
        String other = riskflow.startOneTime().flowId();
        eraseFlow(one);
        eraseFlow(other);

        Reply newest = riskflow.admin().get("/erasures?limit=1");
        Reply next = riskflow.admin()
                .get("/erasures?limit=1&before="
                        + newest.json().path("next_before").longValue());

        assertThat(proof(other)).isEqualTo(newest.json().at("/erasures/0/nr").longValue());
        assertThat(proof(one)).isEqualTo(next.json().at("/erasures/0/nr").longValue());
        assertThat(riskflow.admin().get("/erasures?flow=" + one).status()).isEqualTo(400);
        assertThat(riskflow.admin().get("/erasures?before=x").status()).isEqualTo(400);
    }

    private long proof(String flow) {
        return riskflow.admin()
                .get("/erasures?flow_id=" + flow)
                .json()
                .at("/erasures/0/nr")
                .longValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE erasure SET flows = 0", "DELETE FROM erasure", "TRUNCATE erasure"})
    void aProofIsKeptAsItIs(String change) {
        eraseFlow(riskflow.startOneTime().flowId());

        assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("An erasure is kept as it is");
    }

    /** The order is there, and the process that had it is not. */
    @Test
    void whatWasInterruptedIsFinished() {
        String flow = completedWithTwoVersions();
        erasures.order(new UserId(user), "demo-admin");
        assertThat(leftovers.of(user)).hasSizeGreaterThan(1);

        Reply refused = start(user);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.member("type")).isEqualTo("urn:riskflow:problem:erasure-under-way");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        erasing.finishAll();

        assertThat(leftovers.of(flow)).isEmpty();
        assertThat(leftovers.of(user)).isEmpty();
        assertThat(start(user).status()).isEqualTo(201);
    }

    @Test
    void whatIsUnderWayKeepsItsUserSealed() {
        scheduler.pause(); // its job would finish the order
        try {
            ErasureOrder order = erasures.order(new UserId(user), "demo-admin");

            assertThat(leftovers.of(order.id())).hasSize(1);
            assertThat(leftovers.of(user)).isEmpty();
            assertThat(erasures.order(new UserId(user), "somebody else").id())
                    .as("joined, not ordered twice")
                    .isEqualTo(order.id());
        } finally {
            scheduler.resume();
        }
        erasing.finishAll();
    }

    /** Nobody has their key any more, say; and they are more than are looked at together. */
    @Test
    void ordersThatNoKeyOpensKeepNoneOfTheOthers() {
        String flow = riskflow.startOngoing(user).flowId();
        scheduler.pause();
        try {
            jdbc.sql("""
                            INSERT INTO erasure (kind, subject_hash, user_id, sealed_with, requested_by)
                            SELECT 'USER', sha256((:user || i)::bytea), 'gone:AAAA', sealed_with, :user
                              FROM pseudonym_key, generate_series(1, 101) i
                            """).param("user", user).update();
            erasures.order(new UserId(user), "demo-admin");

            erasing.finishAll();

            assertThat(leftovers.of(flow)).isEmpty();
        } finally {
            jdbc.sql("""
                            UPDATE erasure SET finished_at = now(), user_id = NULL, sealed_with = NULL
                             WHERE requested_by = :user
                            """).param("user", user).update();
            scheduler.resume();
        }
    }

    @Test
    void anOrderThatNoKeyOpensIsCarriedOutWhenItIsGivenAgain() {
        String flow = riskflow.startOngoing(user).flowId();
        scheduler.pause();
        try {
            ErasureOrder order = erasures.order(new UserId(user), "demo-admin");
            jdbc.sql("UPDATE erasure SET user_id = 'gone:AAAA' WHERE id = :id")
                    .param("id", order.id())
                    .update();

            assertThat(eraseUser(user).status()).isEqualTo(204);
        } finally {
            scheduler.resume();
        }

        assertThat(leftovers.of(flow)).isEmpty();
        assertThat(proofs(user)).isOne();
    }

    /** Two asked for it and shared an order; before the second one looks, it is carried out, and the user comes again. */
    @Test
    void anOrderThatIsFinishedErasesNothingThatCameLater() {
        riskflow.startOngoing(user);
        ErasureOrder order = erasures.order(new UserId(user), "demo-admin");
        erasing.finishAll();
        String later = riskflow.startOngoing(user).flowId();

        assertThat(erasing.carryOut(order, 1)).isTrue();

        assertThat(riskflow.status(later)).isEqualTo("awaiting_user");
    }

    @Test
    void aUserOfManyFlowsIsErasedBatchByBatch() {
        jdbc.sql("""
                        INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, created_at, updated_at,
                                          expires_at, seq, version)
                        SELECT :user || i, 'ONGOING', 'CANCELLED', 'planted', :user, sha256((:user || i)::bytea),
                               now(), now(), now(), 1, 0
                          FROM generate_series(1, 250) i
                        """).param("user", user).update();

        scheduler.pause(); // its job would finish the order
        try {
            assertThat(erasing.erase(new UserId(user), "demo-admin", 2)).isFalse();
            assertThat(flowsOfUser()).isEqualTo(50);
            assertThat(eraseUser(user).status()).isEqualTo(204);
        } finally {
            scheduler.resume();
        }

        assertThat(flowsOfUser()).isZero();
        assertThat(riskflow.admin()
                        .get("/erasures?user_id=" + user)
                        .json()
                        .at("/erasures/0/flows")
                        .intValue())
                .isEqualTo(250);
    }

    private long flowsOfUser() {
        return jdbc.sql("SELECT count(*) FROM flow WHERE user_id = :user")
                .param("user", user)
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "50%", "x;y", "back\\slash"})
    void anIdThatCantStandInAPathIsGivenAsAParameter(String id) {
        String odd = id + user;
        riskflow.start("{\"type\": \"ongoing\", \"user_id\": \"%s\"}".formatted(odd.replace("\\", "\\\\")));

        assertThat(riskflow.admin()
                        .call("DELETE", "/users?user_id=" + URLEncoder.encode(odd, UTF_8))
                        .status())
                .isEqualTo(204);

        assertThat(leftovers.of(user)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "%0A", "a%09b"})
    void whatNoUserCanBeCalledIsRefused(String id) {
        assertProblem(riskflow.admin().call("DELETE", "/users?user_id=" + id), 400, "bad-request");
        assertProblem(riskflow.admin().get("/users?user_id=" + id), 400, "bad-request");
    }

    /** Taken for one user of both names, neither would be erased, and a proof would say that it was done. */
    @Test
    void twoUsersInOneCallAreRefused() {
        String other = riskflow.startOngoing(user + "-other").flowId();

        Reply reply = riskflow.admin().call("DELETE", "/users?user_id=" + user + "&user_id=" + user + "-other");

        assertProblem(reply, 400, "bad-request");
        assertThat(reply.member("detail")).isEqualTo("user_id may be given once only");
        assertThat(riskflow.status(other)).isEqualTo("awaiting_user");
        assertThat(proofs(user + "," + user + "-other")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users", "/users?user=x", "/users?user_id=x&flow_id=y"})
    void aCallThatDoesNotSayOneUserIsRefused(String path) {
        assertProblem(riskflow.admin().call("DELETE", path), 400, "bad-request");
        assertProblem(riskflow.admin().get(path), 400, "bad-request");
    }

    @Test
    void aCallbackThatComesLateIsRefused() {
        Link link = riskflow.startOngoing(user);
        URI callback = link.finish();
        eraseUser(user);

        assertThat(riskflow.browse(callback).status()).isEqualTo(400);
        assertThat(leftovers.of(link.flowId())).isEmpty();
    }

    @Test
    void whoeverStartsAfterwardsHasANewFlow() {
        riskflow.startOngoing(user);
        eraseUser(user);

        Link link = riskflow.authorize(riskflow.startOngoing(user));

        riskflow.awaitStatus(link.flowId(), "completed");
    }

    private String completedWithTwoVersions() {
        Reply started = riskflow.shop()
                .post(
                        "/risk-flows",
                        "{\"type\": \"ongoing\", \"user_id\": \"%s\"}".formatted(user),
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
        Link link = riskflow.authorize(linkOf(started));
        riskflow.awaitStatus(link.flowId(), "completed");
        provider.resync(link.flowId());
        assertThat(riskflow.office()
                        .post("/risk-reports/" + link.flowId() + "/refresh", "")
                        .json()
                        .path("version")
                        .intValue())
                .isEqualTo(2);
        return link.flowId();
    }

    private static Link linkOf(Reply reply) {
        return new Link(reply.member("flow_id"), reply.member("location"));
    }

    private Reply start(String userId) {
        return riskflow.shop().post("/risk-flows", "{\"type\": \"ongoing\", \"user_id\": \"%s\"}".formatted(userId));
    }

    private Reply eraseFlow(String flow) {
        return riskflow.admin().call("DELETE", "/risk-flows/" + flow);
    }

    private Reply eraseUser(String userId) {
        return riskflow.admin().call("DELETE", "/users/" + userId);
    }
}
