package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.LedgerEntry;
import dev.riskflow.sandbox.Lifetimes;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.Outcome;
import dev.riskflow.sandbox.Rotation;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.secrets.Secret;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A provider that works, however slowly: one refresh per expiry, whoever asks. */
@RiskflowTest
class RotationTest {

    private final Grants tokens;
    private final SandboxProvider provider;
    private final OngoingGrants grants;
    private final DataSource dataSource;

    RotationTest(Grants tokens, SandboxProvider provider, Riskflow riskflow, JdbcClient jdbc, DataSource dataSource) {
        this.tokens = tokens;
        this.provider = provider;
        this.grants = new OngoingGrants(riskflow, jdbc);
        this.dataSource = dataSource;
    }

    @Test
    void aLivingTokenIsHandedOutWithoutAskingTheProvider() {
        FlowId flow = grants.active();

        assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isZero();
    }

    @Test
    void twoHundredCallersAtExpiryCauseOneRefreshAndAllAreServed() throws Exception {
        for (int trial = 0; trial < 3; trial++) {
            FlowId flow = grants.expired();

            List<Access> served = atOnce(200, flow);

            assertThat(served).allMatch(access -> access instanceof Access.Live);
            assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();
            assertThat(grants.generation(flow)).isEqualTo(2);
            assertThat(provider.ledger().entries(flow.value()))
                    .extracting(LedgerEntry::outcome)
                    .doesNotContain(Outcome.REUSED_GRANT);
        }
    }

    @Test
    void eachExpiryCostsOneRefreshAndTheLedgerTellsOfEach() {
        FlowId flow = grants.active();
        for (int generation = 2; generation <= 4; generation++) {
            grants.expire(flow);
            assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);
            assertThat(grants.generation(flow)).isEqualTo(generation);
        }
        assertThat(grants.ledger(flow)).containsExactly("EXCHANGE STORED", "USE STORED", "USE STORED", "USE STORED");
    }

    @Test
    void aSlowProviderDelaysItsCallersAndIsAskedOnce() throws Exception {
        FlowId flow = grants.expired();
        CountDownLatch answer = new CountDownLatch(1);
        Misfortune.next(provider, flow.value(), Operation.REFRESH, Mishap.held(answer));

        Future<List<Access>> callers = inBackground(20, flow);
        awaitRefresh(flow);

        assertThat(grants.state(flow)).isEqualTo("ROTATING");
        answer.countDown();
        assertThat(callers.get()).allMatch(access -> access instanceof Access.Live);
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();
    }

    @Test
    void noConnectionOrTransactionIsHeldWhileTheProviderAnswers() throws Exception {
        FlowId flow = grants.expired();
        CountDownLatch answer = new CountDownLatch(1);
        Misfortune.next(provider, flow.value(), Operation.REFRESH, Mishap.held(answer));

        Future<List<Access>> callers = inBackground(5, flow);
        awaitRefresh(flow);

        try { // others use the pool for moments; whoever waits for the provider would hold on to it
            await().atMost(Duration.ofSeconds(4))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> activeConnections() == 0);
            assertThat(grants.state(flow)).isEqualTo("ROTATING");
        } finally {
            answer.countDown();
        }
        callers.get();
    }

    @Test
    void aCallerThatWaitsTooLongGetsTheStillLivingToken() throws Exception {
        FlowId flow = grants.active();
        grants.becomeDue(flow);
        CountDownLatch answer = new CountDownLatch(1);
        Misfortune.next(provider, flow.value(), Operation.REFRESH, Mishap.held(answer));

        Access access = tokens.access(flow);

        assertThat(access)
                .isInstanceOfSatisfying(
                        Access.Live.class,
                        live -> assertThat(live.token().generation()).isOne());
        answer.countDown();
        assertThat(provider.ledger().await(entry -> entry.concerns(flow.value()), 1, Duration.ofSeconds(10)))
                .isTrue();
    }

    /** They live a second, and came after more than that: due at once, they must not be renewed without end. */
    @Test
    void tokensThatAreOverWhenTheyComeAreNotRenewedAgainForTheSameCaller() {
        FlowId flow = grants.expired();
        provider.adjust(conduct -> conduct.withLifetimes(Lifetimes.usual().withAccessToken(Duration.ofSeconds(1)))
                .withDelay(Operation.REFRESH, Duration.ofMillis(1100)));

        assertThat(tokens.access(flow)).isInstanceOf(Access.Busy.class);

        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();
    }

    /** Its refusal came late. */
    @Test
    void aRefusalOfAnOlderAccessTokenConcernsNoNewerOne() {
        FlowId flow = grants.expired();
        tokens.access(flow);
        grants.set(flow, "issued_at = now() - interval '10 minutes'");

        tokens.refused(flow, new AccessToken(Secret.of("older"), 1));

        tokens.access(flow);
        assertThat(grants.generation(flow)).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutANewRefreshTokenKeepsTheOldOneInForce() {
        provider.adjust(conduct -> conduct.withRotation(Rotation.kept()));
        FlowId flow = grants.expired();

        assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);
        grants.expire(flow);
        assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);

        assertThat(grants.generation(flow)).isEqualTo(3);
        assertThat(provider.ledger().count(Operation.REFRESH, Outcome.SERVED)).isGreaterThanOrEqualTo(2);
    }

    private int activeConnections() throws SQLException {
        return dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
    }

    private void awaitRefresh(FlowId flow) throws InterruptedException {
        assertThat(provider.ledger()
                        .await(
                                entry -> entry.operation() == Operation.REFRESH && entry.concerns(flow.value()),
                                1,
                                Duration.ofSeconds(20)))
                .isTrue();
    }

    private List<Access> atOnce(int callers, FlowId flow) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Access>> asked = IntStream.range(0, callers)
                    .mapToObj(n -> threads.submit(() -> {
                        start.await();
                        return tokens.access(flow);
                    }))
                    .toList();
            start.countDown();
            List<Access> served = new ArrayList<>();
            for (Future<Access> access : asked) {
                served.add(access.get(60, TimeUnit.SECONDS));
            }
            return served;
        }
    }

    private Future<List<Access>> inBackground(int callers, FlowId flow) {
        ExecutorService one = Executors.newSingleThreadExecutor();
        Future<List<Access>> result = one.submit(() -> atOnce(callers, flow));
        one.shutdown();
        return result;
    }
}
