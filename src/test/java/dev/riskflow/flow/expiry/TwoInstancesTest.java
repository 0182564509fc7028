package dev.riskflow.flow.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SecondInstance;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must not be done twice is not, whichever instance a browser or a job meets. */
@RiskflowTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static @Nullable SecondInstance started;

    private final Riskflow first;
    private final SandboxProvider provider;
    private final Rows rows;
    private final ConfigurableEnvironment environment;
    private final Scheduler scheduler;
    private final ExpiringFlows expiringFlows;
    private final JdbcClient jdbc;
    private SecondInstance second;

    TwoInstancesTest(
            Riskflow first,
            SandboxProvider provider,
            Rows rows,
            ConfigurableEnvironment environment,
            Scheduler scheduler,
            ExpiringFlows expiringFlows,
            JdbcClient jdbc) {
        this.first = first;
        this.provider = provider;
        this.rows = rows;
        this.environment = environment;
        this.scheduler = scheduler;
        this.expiringFlows = expiringFlows;
        this.jdbc = jdbc;
        this.second = startOnce();
    }

    private SecondInstance startOnce() {
        if (started == null) {
            started = SecondInstance.beside(environment);
        }
        return started;
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
            started = null;
        }
    }

    @BeforeEach
    void bothWork() {
        assertThat(second.riskflow().nobody().get("/actuator/health").status()).isEqualTo(200);
    }

    /** A reload, a double click, a prefetch: each may meet another instance. */
    @Test
    void callbacksAtOnceGetOneAnswerAndCauseOneExchange() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Link link = first.startOneTime();
        Misfortune.always(provider, link, Operation.EXCHANGE, Mishap.held(release));
        URI end = link.finish();
        String callback = end.getPath() + "?" + end.getRawQuery();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = IntStream.range(0, 20)
                    .mapToObj(n -> browsers.submit(() -> {
                        start.await();
                        return (n % 2 == 0 ? first : second.riskflow()).browse(URI.create(callback));
                    }))
                    .toList();
            start.countDown();
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().status()).isEqualTo(303);
                assertThat(reply.get().header("Location")).endsWith(link.flowId() + "&status=authorized");
            }
        }
        release.countDown();
        first.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
        assertThat(first.flow(link.flowId()).json().path("transitions").size()).isEqualTo(4);
    }

    @Test
    void sweepsAtOnceEndEachFlowOnce() {
        plantOverdueFlows();
        try {
            CompletableFuture<?>[] sweeps = Stream.of(expiringFlows, second.bean(ExpiringFlows.class))
                    .flatMap(instance -> Stream.generate(
                                    () -> CompletableFuture.runAsync(instance::expire, Thread::startVirtualThread))
                            .limit(2))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(sweeps).join();

            // The job of either instance may have taken a batch, and not be through with it.
            await().untilAsserted(
                            () -> assertThat(jdbc.sql("""
                            SELECT f.status || ' ' || count(t) || ' ' || count(location) FROM flow f
                              LEFT JOIN flow_transition t USING (flow_id) WHERE client = 'planted'
                             GROUP BY flow_id
                            """).query(String.class).set())
                                    .containsExactlyInAnyOrder("EXPIRED 1 0", "COMPLETED 0 0"));
        } finally {
            jdbc.sql("DELETE FROM flow WHERE client = 'planted'").update();
        }
    }

    /** Several batches of links that nobody used, and links of flows that went on. */
    private void plantOverdueFlows() {
        jdbc.sql("""
                        INSERT INTO flow (flow_id, type, status, client, state_hash, location, sealed_with, created_at,
                                          updated_at, expires_at, seq, version)
                        SELECT 'planted-' || i, 'ONE_TIME', CASE WHEN i % 5 = 0 THEN 'COMPLETED' ELSE 'AWAITING_USER' END,
                               'planted', sha256(('planted-' || i)::bytea), 'sandbox:l', 'sandbox', now() - interval '1 day',
                               now(), now() - interval '1 hour', 1, 0
                          FROM generate_series(1, 500) i
                        """).update();
    }

    @Test
    @Order(Integer.MAX_VALUE) // it stops the second instance
    void whoIsStoppedFinishesItsExchangeAndLeavesTheRestToOthers() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        Link underWay = first.startOneTime();
        Link justAccepted = first.startOneTime();
        Misfortune.next(provider, underWay, Operation.EXCHANGE, Mishap.held(answer));
        Scheduler its = second.bean(Scheduler.class);
        scheduler.pause();
        try {
            bringBackToSecond(underWay);
            assertThat(provider.ledger()
                            .await(
                                    entry -> entry.operation() == Operation.EXCHANGE
                                            && entry.concerns(underWay.flowId()),
                                    1,
                                    LIMIT))
                    .isTrue();
            its.pause();
            bringBackToSecond(justAccepted);

            CompletableFuture<Void> stopping = CompletableFuture.runAsync(second::close, Thread::startVirtualThread);
            await().atMost(LIMIT).until(() -> its.getSchedulerState().isShuttingDown());
            answer.countDown();
            assertThat(stopping).succeedsWithin(LIMIT);

            assertThat(first.status(underWay.flowId())).isEqualTo("completed");
            assertThat(first.status(justAccepted.flowId())).isEqualTo("authorized");
        } finally {
            answer.countDown();
            scheduler.resume();
        }
        first.awaitStatus(justAccepted.flowId(), "completed");
        for (Link link : List.of(underWay, justAccepted)) {
            assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId()))
                    .isOne();
        }
        assertThat(rows.jobs(underWay.flowId())).isZero();
    }

    private void bringBackToSecond(Link link) {
        URI callback = link.finish();
        assertThat(second.riskflow()
                        .browse(URI.create(callback.getPath() + "?" + callback.getRawQuery()))
                        .status())
                .isEqualTo(303);
    }
}
