package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.sandbox.ErrorShape;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Who exchanges a code meets others who do; jobs are left out here, so that the others are the test's own. */
@RiskflowTest
class ExchangeRaceTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final SandboxProvider provider;
    private final Rows rows;
    private final Grants grants;
    private final Exchange otherInstance;
    private final ReceivedCodes received;

    ExchangeRaceTest(
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows,
            Grants grants,
            CodeStore codes,
            GrantStore rowsOfGrants,
            Presentation presentation,
            RiskReportProvider port,
            TokenSettings settings,
            TransactionTemplate transaction) {
        this.provider = provider;
        this.rows = rows;
        this.grants = grants;
        // Shares nothing with the service's own but the database.
        this.otherInstance = new Exchange(
                codes, rowsOfGrants, new TokenRequests(ObservationRegistry.NOOP), presentation, port, settings);
        this.received = new ReceivedCodes(riskflow, grants, transaction);
    }

    @Test
    void manyAtOncePresentTheCodeOnce() throws Exception {
        FlowId flow = received.code();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService holders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ExchangeOutcome>> outcomes = IntStream.range(0, 20)
                    .mapToObj(n -> holders.submit(() -> {
                        start.await();
                        return n % 2 == 0 ? grants.exchange(flow) : otherInstance.attempt(flow);
                    }))
                    .toList();
            start.countDown();
            for (Future<ExchangeOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOfAny(ExchangeOutcome.Granted.class, ExchangeOutcome.Later.class);
            }
        }
        assertThat(provider.ledger().count(Operation.EXCHANGE, flow.value())).isOne();
        assertThat(grants.outcome(flow)).isInstanceOf(ExchangeOutcome.Granted.class);
        assertThat(grants.access(flow)).isInstanceOf(Access.Live.class);
    }

    @Test
    void aSecondHolderWaitsForTheFirst() throws Exception {
        FlowId flow = received.code();
        CountDownLatch release = new CountDownLatch(1);
        Misfortune.next(provider, link(flow), Operation.EXCHANGE, Mishap.held(release));
        try (ExecutorService first = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ExchangeOutcome> outcome = first.submit(() -> grants.exchange(flow));
            awaitExchanges(flow, 1);

            assertThat(otherInstance.attempt(flow))
                    .isInstanceOfSatisfying(
                            ExchangeOutcome.Later.class,
                            later -> assertThat(later.notBefore()).isNull());

            release.countDown();
            assertThat(outcome.get()).isInstanceOf(ExchangeOutcome.Granted.class);
        }
        assertThat(provider.ledger().count(Operation.EXCHANGE, flow.value())).isOne();
    }

    @Test
    void aSuccessThatComesAfterTheLeaseHasLapsedLands() throws Exception {
        FlowId flow = received.code();
        CountDownLatch release = new CountDownLatch(1);
        Misfortune.next(provider, link(flow), Operation.EXCHANGE, Mishap.held(release), refused());
        try (ExecutorService first = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ExchangeOutcome> late = first.submit(() -> grants.exchange(flow));
            awaitExchanges(flow, 1);
            letLeaseLapse(flow);
            assertThat(otherInstance.attempt(flow)).isEqualTo(new ExchangeOutcome.Lost(LossReason.EXCHANGE_IN_DOUBT));

            release.countDown();
            assertThat(late.get()).isInstanceOf(ExchangeOutcome.Granted.class);
        }
        assertThat(grants.access(flow)).isInstanceOf(Access.Live.class);
    }

    @Test
    void aFailureThatComesAfterTheLeaseHasLapsedChangesNothing() throws Exception {
        FlowId flow = received.code();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        provider.trouble().whenever(Operation.EXCHANGE, attempt -> {
            if (attempt.ordinal() > 1 || !flow.value().equals(attempt.flowId())) {
                return null;
            }
            arrived.countDown();
            await(release);
            return refused();
        });
        try (ExecutorService first = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ExchangeOutcome> stale = first.submit(() -> grants.exchange(flow));
            await(arrived);
            letLeaseLapse(flow);
            assertThat(otherInstance.attempt(flow)).isInstanceOf(ExchangeOutcome.Granted.class);

            release.countDown();
            assertThat(stale.get()).isInstanceOf(ExchangeOutcome.Granted.class);
        }
        assertThat(rows.grant(flow.value())).containsEntry("state", "ACTIVE");
    }

    private static Link link(FlowId flow) {
        return new Link(flow.value(), "");
    }

    private static Mishap refused() {
        return Mishap.error(400, "invalid_grant", ErrorShape.OAUTH);
    }

    private void awaitExchanges(FlowId flow, int times) throws InterruptedException {
        assertThat(provider.ledger()
                        .await(
                                entry -> entry.operation() == Operation.EXCHANGE
                                        && flow.value().equals(entry.flowId()),
                                times,
                                LIMIT))
                .isTrue();
    }

    private void letLeaseLapse(FlowId flow) {
        assertThat(rows.change(
                        flow.value(),
                        "UPDATE token_grant SET lease_until = now() - interval '1 second' WHERE flow_id = :flow"))
                .isOne();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the provider", e);
        }
    }
}
