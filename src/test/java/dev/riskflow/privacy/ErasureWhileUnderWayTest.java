package dev.riskflow.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.flow.StartGate;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever the provider is about to answer when the erasure runs: the answer brings nothing back. */
@RiskflowTest
class ErasureWhileUnderWayTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final StartGate gate;
    private final Leftovers leftovers;
    private final String user = "person-" + UUID.randomUUID();
    private final CountDownLatch release = new CountDownLatch(1);
    private long callsBefore;

    ErasureWhileUnderWayTest(
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            StartGate gate) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.gate = gate;
        this.leftovers = new Leftovers(jdbc);
    }

    @AfterEach
    void releaseAll() {
        release.countDown();
    }

    @Test
    void anExchange() throws Exception {
        Link link = riskflow.startOngoing(user);
        hold(link, Operation.EXCHANGE);
        riskflow.authorize(link);
        awaitHeld(link, Operation.EXCHANGE);

        eraseUserAndRelease();

        leftovers.awaitNone(List.of(link.flowId(), user));
    }

    @Test
    void theFirstFetchOfAReport() throws Exception {
        Link link = riskflow.startOngoing(user);
        hold(link, Operation.FETCH_REPORT);
        riskflow.authorize(link);
        awaitHeld(link, Operation.FETCH_REPORT);

        eraseUserAndRelease();

        leftovers.awaitNone(List.of(link.flowId(), user));
    }

    @Test
    void anotherFetchOfAReport() throws Exception {
        Link link = completed();
        hold(link, Operation.FETCH_REPORT);
        CompletableFuture<Reply> refresh = background(() -> refresh(link));
        awaitHeld(link, Operation.FETCH_REPORT);

        eraseUserAndRelease();

        assertThat(refresh.join().status()).isEqualTo(404);
        leftovers.awaitNone(List.of(link.flowId(), user));
    }

    @Test
    void aRotation() throws Exception {
        Link link = completed();
        rows.expireAccess(link.flowId());
        hold(link, Operation.REFRESH);
        CompletableFuture<Reply> refresh = background(() -> refresh(link));
        awaitHeld(link, Operation.REFRESH);

        eraseUserAndRelease();

        assertThat(refresh.join().status()).isIn(404, 409);
        leftovers.awaitNone(List.of(link.flowId(), user));
    }

    @Test
    void aRotationThatKeepsAlive() throws Exception {
        Link link = completed();
        hold(link, Operation.REFRESH);
        rows.change(link.flowId(), "UPDATE token_grant SET keep_alive_at = '-infinity' WHERE flow_id = :flow");
        rows.hurry("recurring");
        awaitHeld(link, Operation.REFRESH);

        eraseUserAndRelease();

        leftovers.awaitNone(List.of(link.flowId(), user));
    }

    @Test
    void aRefusalComesTooLateAsWell() throws Exception {
        Link link = completed();
        rows.expireAccess(link.flowId());
        provider.revoke(link.flowId());
        hold(link, Operation.REFRESH);
        CompletableFuture<Reply> refresh = background(() -> refresh(link));
        awaitHeld(link, Operation.REFRESH);

        eraseUserAndRelease();

        assertThat(refresh.join().status()).isIn(404, 409);
        leftovers.awaitNone(List.of(link.flowId(), user));
    }

    @Test
    void aStart() throws Exception {
        CompletableFuture<Reply> start = heldStart(() -> start("x-" + UUID.randomUUID()));

        eraseUserAndRelease();

        assertErased(start.join());
        leftovers.awaitNone(List.of(user));
    }

    @Test
    void aStartThatIsRepeatedAfterwardsIsANewOne() throws Exception {
        String key = UUID.randomUUID().toString();
        CompletableFuture<Reply> start = heldStart(() -> start(key));

        eraseUserAndRelease();

        assertErased(start.join());
        Reply again = start(key);
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(riskflow.flow(again.member("flow_id")).member("user_id")).isEqualTo(user);
    }

    @Test
    void aRenewalOfAFlowThatIsErased() throws Exception {
        Link link = completed();
        CompletableFuture<Reply> renewal =
                heldStart(() -> riskflow.shop().call("POST", "/risk-flows/" + link.flowId() + "/renewal"));

        assertThat(riskflow.admin()
                        .call("DELETE", "/risk-flows/" + link.flowId())
                        .status())
                .isEqualTo(204);
        release.countDown();

        assertErased(renewal.join());
        leftovers.awaitNone(List.of(link.flowId(), user));
    }

    @Test
    void aRenewalForAUserWhoIsErased() throws Exception {
        Link link = completed();
        CompletableFuture<Reply> renewal =
                heldStart(() -> riskflow.shop().call("POST", "/risk-flows/" + link.flowId() + "/renewal"));

        eraseUserAndRelease();

        assertErased(renewal.join());
        leftovers.awaitNone(List.of(link.flowId(), user));
    }

    /** The start was let in, and commits after the erasure was asked for: so the erasure waits for it, and finds it. */
    @Test
    void aStartThatIsJustBeingStored() {
        CompletableFuture<Reply> erasure = transaction.execute(status -> {
            assertThat(gate.isOpen(user, 0)).isTrue();
            CompletableFuture<Reply> asked = background(this::eraseUser);
            rows.awaitWaiters(1, asked);
            jdbc.sql("""
                            INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, created_at, updated_at,
                                              expires_at, seq, version)
                            VALUES (:user, 'ONGOING', 'CANCELLED', 'planted', :user, sha256(CAST(:user AS bytea)), now(),
                                    now(), now(), 1, 0)
                            """).param("user", user).update();
            return asked;
        });

        assertThat(erasure.join().status()).isEqualTo(204);
        assertThat(leftovers.of(user)).isEmpty();
    }

    private static void assertErased(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:erased");
    }

    private void eraseUserAndRelease() {
        assertThat(eraseUser().status()).isEqualTo(204);
        release.countDown();
    }

    private Reply eraseUser() {
        return riskflow.admin().call("DELETE", "/users/" + user);
    }

    private Reply refresh(Link link) {
        return riskflow.office().post("/risk-reports/" + link.flowId() + "/refresh", "");
    }

    private Reply start(String key) {
        return riskflow.shop()
                .post(
                        "/risk-flows",
                        "{\"type\": \"ongoing\", \"user_id\": \"%s\"}".formatted(user),
                        "Idempotency-Key",
                        key);
    }

    private Link completed() {
        Link link = riskflow.authorize(riskflow.startOngoing(user));
        riskflow.awaitStatus(link.flowId(), "completed");
        return link;
    }

    private void hold(Link link, Operation operation) {
        callsBefore = provider.ledger().count(operation, link.flowId());
        Misfortune.always(provider, link, operation, Mishap.held(release));
    }

    private void awaitHeld(Link link, Operation operation) throws InterruptedException {
        assertThat(provider.ledger()
                        .await(
                                entry -> entry.operation() == operation && entry.concerns(link.flowId()),
                                callsBefore + 1,
                                LIMIT))
                .isTrue();
    }

    private CompletableFuture<Reply> heldStart(Supplier<Reply> start) throws InterruptedException {
        long before = provider.ledger().count(Operation.START_FLOW);
        provider.trouble().next(Operation.START_FLOW, Mishap.held(release));
        CompletableFuture<Reply> reply = background(start);
        assertThat(provider.ledger().await(entry -> entry.operation() == Operation.START_FLOW, before + 1, LIMIT))
                .isTrue();
        return reply;
    }

    private static CompletableFuture<Reply> background(Supplier<Reply> call) {
        return CompletableFuture.supplyAsync(call, Executors.newVirtualThreadPerTaskExecutor());
    }
}
