package dev.riskflow.flow.start;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static dev.riskflow.flow.start.IdempotencyTest.cookie;
import static dev.riskflow.flow.start.once.KeyedStarts.ONE_TIME;
import static dev.riskflow.flow.start.once.KeyedStarts.newKey;
import static dev.riskflow.flow.start.once.KeyedStarts.start;
import static dev.riskflow.flow.start.once.KeyedStarts.startInBackground;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxClients;
import dev.riskflow.environment.SecondInstance;
import dev.riskflow.flow.start.once.IdempotencyKey;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.secrets.Sealer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same start at once, at two instances; and after one of them has died in the middle of it. */
@RiskflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyRaceTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int THREADS_PER_INSTANCE = 16;

    private final Riskflow riskflow;
    private final SecondInstance secondInstance;
    private final Riskflow other;
    private final SandboxProvider provider;
    private final Rows rows;
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final CountDownLatch[] release = {new CountDownLatch(1), new CountDownLatch(1)};
    private long linksBefore;
    private long flowsBefore;

    IdempotencyRaceTest(
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows,
            JdbcClient jdbc,
            Sealer sealer,
            ConfigurableEnvironment environment) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.jdbc = jdbc;
        this.sealer = sealer;
        secondInstance = SecondInstance.beside(environment);
        other = secondInstance.riskflow();
    }

    @BeforeEach
    void count() {
        linksBefore = provider.ledger().count(Operation.START_FLOW);
        flowsBefore = rows.flowCount();
        release[0] = new CountDownLatch(1);
        release[1] = new CountDownLatch(1);
    }

    @AfterEach
    void releaseAll() {
        release[0].countDown();
        release[1].countDown();
    }

    @AfterAll
    void stop() {
        secondInstance.close();
    }

    @Test
    void atOnceAtTwoInstancesItIsStartedOnce() throws Exception {
        // Long enough for most to come while it is under way.
        provider.adjust(conduct -> conduct.withDelay(Operation.START_FLOW, Duration.ofMillis(50)));
        for (int round = 1; round <= 2; round++) {
            String key = newKey();
            List<Reply> replies = atOnce(key, "{\"type\": \"one_time\", \"binding\": \"browser\"}");

            assertThat(replies).hasSize(2 * THREADS_PER_INSTANCE);
            assertThat(replies.stream().map(Reply::text).distinct()).hasSize(1);
            assertThat(replies.stream().map(IdempotencyTest::cookie).distinct()).hasSize(1);
            assertThat(cookie(replies.getFirst())).startsWith("__Host-riskflow-");
            assertThat(linksMade()).isEqualTo(round);
        }
    }

    /** Each asks until it is no longer told that another one is at it. */
    private List<Reply> atOnce(String key, String body) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Reply>> asked = new ArrayList<>();
        List<Reply> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < THREADS_PER_INSTANCE; n++) {
                for (Riskflow instance : List.of(riskflow, other)) {
                    asked.add(threads.submit(() -> {
                        go.await();
                        return await().atMost(LIMIT)
                                .pollInterval(Duration.ofMillis(50))
                                .until(() -> answer(instance, key, body), reply -> reply.status() == 201);
                    }));
                }
            }
            go.countDown();
            for (Future<Reply> each : asked) {
                replies.add(each.get());
            }
        }
        return replies;
    }

    private static Reply answer(Riskflow instance, String key, String body) {
        Reply reply = start(instance.shop(), key, body);
        if (reply.status() != 201) {
            assertProblem(reply, 409, "idempotency-in-progress");
        }
        return reply;
    }

    @Test
    void whileItIsUnderWayTheOthersAreToldToAskAgain() throws Exception {
        String key = newKey();
        CompletableFuture<Reply> first = heldAtTheProvider(key);

        Reply second = start(other.shop(), key, ONE_TIME);
        assertProblem(second, 409, "idempotency-in-progress");
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertProblem(
                start(other.shop(), key, "{\"type\": \"one_time\", \"name\": \"x\"}"), 422, "idempotency-key-reused");

        release[0].countDown();
        assertThat(start(other.shop(), key, ONE_TIME).status()).isIn(201, 409);
        assertThat(first.join().status()).isEqualTo(201);
        assertThat(start(other.shop(), key, ONE_TIME).text())
                .isEqualTo(first.join().text());
        assertThat(linksMade()).isOne();
    }

    /** A late holder and a dead one look the same until the late one's answer comes. */
    @Test
    void aHolderThatWasTakenForDeadHandsOutWhatItsSuccessorHandedOut() throws Exception {
        String key = newKey();
        CompletableFuture<Reply> late = heldAtTheProvider(key);
        Map<String, @Nullable Object> claim = claim(key);
        lapse(key);

        Reply successor = start(other.shop(), key, ONE_TIME);
        assertThat(successor.status()).as(successor.text()).isEqualTo(201);

        release[0].countDown();
        assertThat(late.join().text()).isEqualTo(successor.text());
        assertThat(linksMade()).isEqualTo(2);
        assertThat(rows.flowCount()).isEqualTo(flowsBefore + 1);
        assertThat(rows.flow(successor.member("flow_id")).get("state_hash"))
                .as("the state that the first holder had committed")
                .isEqualTo(sealer.open(
                                String.valueOf(claim.get("state")), FlowColumns.STATE, String.valueOf(claim.get("id")))
                        .fingerprint());
    }

    @Test
    void aHolderThatWasTakenForDeadStoresNothingBeforeItsSuccessorHas() throws Exception {
        String key = newKey();
        CompletableFuture<Reply> late = heldAtTheProvider(key);
        lapse(key);
        CompletableFuture<Reply> successor = held(other, key, 1);

        release[0].countDown();
        assertProblem(late.join(), 409, "idempotency-in-progress");

        release[1].countDown();
        assertThat(successor.join().status()).isEqualTo(201);
        assertThat(start(riskflow.shop(), key, ONE_TIME).text())
                .isEqualTo(successor.join().text());
        assertThat(rows.flowCount()).isEqualTo(flowsBefore + 1);
    }

    @Test
    void theFailureOfAHolderThatWasTakenForDeadFreesNothing() throws Exception {
        String key = newKey();
        CountDownLatch arrived = new CountDownLatch(1);
        provider.trouble().whenever(Operation.START_FLOW, attempt -> {
            arrived.countDown();
            return awaitRelease(release[0]);
        });
        CompletableFuture<Reply> late = startInBackground(riskflow, key, ONE_TIME);
        assertThat(arrived.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        lapse(key);
        provider.trouble().clear();
        CompletableFuture<Reply> successor = held(other, key, 1);

        release[0].countDown();
        assertThat(late.join().status()).isEqualTo(503);
        assertProblem(start(riskflow.shop(), key, ONE_TIME), 409, "idempotency-in-progress");

        release[1].countDown();
        assertThat(successor.join().status()).isEqualTo(201);
        assertThat(start(riskflow.shop(), key, ONE_TIME).text())
                .isEqualTo(successor.join().text());
    }

    private static Mishap awaitRelease(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return Mishap.status(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofManyWhoFindADeadHolderOneTakesOver() throws Exception {
        String key = newKey();
        CompletableFuture<Reply> dead = heldAtTheProvider(key);
        lapse(key);

        List<Reply> replies = atOnce(key, ONE_TIME);

        assertThat(replies.stream().map(Reply::text).distinct()).hasSize(1);
        assertThat(linksMade()).isEqualTo(2);
        release[0].countDown();
        assertThat(dead.join().text()).isEqualTo(replies.getFirst().text());
    }

    /** A request at the first instance, whose true answer waits for the first latch. */
    private CompletableFuture<Reply> heldAtTheProvider(String key) throws Exception {
        return held(riskflow, key, 0);
    }

    private CompletableFuture<Reply> held(Riskflow instance, String key, int latch) throws Exception {
        long before = provider.ledger().count(Operation.START_FLOW);
        provider.trouble().next(Operation.START_FLOW, Mishap.held(release[latch]));
        CompletableFuture<Reply> reply = startInBackground(instance, key, ONE_TIME);
        assertThat(provider.ledger().await(entry -> entry.operation() == Operation.START_FLOW, before + 1, LIMIT))
                .isTrue();
        return reply;
    }

    private Map<String, @Nullable Object> claim(String key) {
        return jdbc.sql("SELECT * FROM idempotency_key WHERE id = :id AND flow_id IS NULL")
                .param("id", id(key))
                .query()
                .singleRow();
    }

    /** Whoever holds the key is taken for dead. */
    private void lapse(String key) {
        assertThat(jdbc.sql("UPDATE idempotency_key SET lease_until = clock_timestamp() WHERE id = :id")
                        .param("id", id(key))
                        .update())
                .isOne();
    }

    private static String id(String key) {
        return new IdempotencyKey(key).of(SandboxClients.SHOP);
    }

    private long linksMade() {
        return provider.ledger().count(Operation.START_FLOW) - linksBefore;
    }
}
