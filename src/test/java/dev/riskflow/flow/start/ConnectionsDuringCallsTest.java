package dev.riskflow.flow.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.flow.start.once.KeyedStarts;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While the provider takes its time, nobody keeps a database connection. */
@RiskflowTest
class ConnectionsDuringCallsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final HikariDataSource pool;
    private final CountDownLatch release = new CountDownLatch(1);

    ConnectionsDuringCallsTest(Riskflow riskflow, SandboxProvider provider, DataSource pool) throws Exception {
        this.riskflow = riskflow;
        this.provider = provider;
        this.pool = pool.unwrap(HikariDataSource.class);
    }

    @AfterEach
    void release() {
        release.countDown();
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCHANGE", "FETCH_REPORT"})
    void noneIsHeldByAJobThatWaits(Operation operation) throws Exception {
        Link link = riskflow.startOneTime();
        holdAnswers(operation);
        riskflow.authorize(link);
        assertThat(provider.ledger()
                        .await(
                                entry -> entry.operation() == operation
                                        && link.flowId().equals(entry.flowId()),
                                1,
                                LIMIT))
                .isTrue();

        assertThatAllConnectionsAreIdle();
        assertThat(riskflow.status(link.flowId())).isNotEqualTo("completed");
        release.countDown();
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    @Test
    void noneIsHeldByARequestThatWaits() throws Exception {
        long before = provider.ledger().count(Operation.START_FLOW);
        holdAnswers(Operation.START_FLOW);
        CompletableFuture<Link> started = CompletableFuture.supplyAsync(riskflow::startOneTime);
        CompletableFuture<Reply> keyed =
                KeyedStarts.startInBackground(riskflow, KeyedStarts.newKey(), KeyedStarts.ONE_TIME);
        assertThat(provider.ledger().await(entry -> entry.operation() == Operation.START_FLOW, before + 2, LIMIT))
                .isTrue();

        assertThatAllConnectionsAreIdle();
        release.countDown();
        assertThat(started.join().flowId()).isNotEmpty();
        assertThat(keyed.join().status()).isEqualTo(201);
    }

    /** The scheduler looks for work now and then; what is held stays, and would never let this pass. */
    private void assertThatAllConnectionsAreIdle() {
        assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isPositive();
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> pool.getHikariPoolMXBean().getActiveConnections(), active -> active == 0);
    }

    private void holdAnswers(Operation operation) {
        provider.trouble().whenever(operation, attempt -> Mishap.held(release));
    }
}
