package dev.riskflow.flow.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Another instance's tokens, which were late, land while a job finds a flow's access lost: the flow's first report is
 * fetched with them.
 */
@RiskflowTest
class RecoveredAccessTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CompletingFlow completion;
    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private String flow = "";

    RecoveredAccessTest(
            CompletingFlow completion,
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.completion = completion;
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @BeforeEach
    void loseAccess() {
        Link link = riskflow.startOneTime();
        flow = link.flowId();
        Misfortune.next(
                provider, link, Operation.FETCH_REPORT, Mishap.status(503).retryAfter(Duration.ofMinutes(10)));
        riskflow.authorize(link);
        rows.awaitRetry(flow);
        rows.expireAccess(flow);
        rows.change(flow, """
                UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'LOST_IN_ROTATION' WHERE flow_id = :flow
                """);
    }

    @Test
    void landingAfterTheLookAndBeforeItsResultIsNoted() throws Exception {
        proceedWhile("SELECT FROM flow WHERE flow_id = :flow FOR UPDATE");

        assertThat(riskflow.status(flow)).isEqualTo("completed");
    }

    @Test
    void landingWhenTheResultIsNotedAndCommittedAfterIt() throws Exception {
        proceedWhile("SELECT FROM token_grant WHERE flow_id = :flow FOR UPDATE");

        assertThat(riskflow.status(flow)).isEqualTo("completed");
    }

    @Test
    void whatIsLostIsNoted() {
        completion.proceed(new FlowId(flow));

        assertThat(riskflow.flow(flow).member("reason")).isEqualTo("access_lost");
    }

    /** The job comes as far as this lock lets it; then the tokens land. */
    private void proceedWhile(String lock) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?>[] job = new Future<?>[1];
            transaction.executeWithoutResult(status -> {
                jdbc.sql(lock).param("flow", flow).query().listOfRows();
                job[0] = threads.submit(() -> completion.proceed(new FlowId(flow)));
                rows.awaitWaiters(1, job[0]);
                land();
            });
            job[0].get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void land() {
        rows.change(flow, """
                UPDATE token_grant SET state = 'ACTIVE', reason = NULL, access_expires_at = now() + interval '1 hour',
                       refresh_at = now() + interval '1 hour'
                 WHERE flow_id = :flow
                """);
    }
}
