package dev.riskflow.flow.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The job is there if, and only if, what it is to complete was committed. */
@RiskflowTest
class CompletionQueueTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final JdbcClient jdbc;
    private final CompletionQueue queue;
    private final TransactionTemplate transaction;

    CompletionQueueTest(
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows,
            JdbcClient jdbc,
            CompletionQueue queue,
            TransactionTemplate transaction) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.jdbc = jdbc;
        this.rows = rows;
        this.queue = queue;
        this.transaction = transaction;
    }

    /** One that could be seen before would find nothing to do, and end. */
    @Test
    void nobodySeesAJobBeforeTheCommitNorAfterARollback() {
        String flow = riskflow.startOneTime().flowId();

        transaction.executeWithoutResult(status -> {
            queue.enqueue(new FlowId(flow));
            assertThat(jobsThatOthersSee(flow)).isZero();
            assertThat(rows.jobs(flow)).isOne();
            status.setRollbackOnly();
        });

        assertThat(rows.jobs(flow)).isZero();
    }

    /** Between the scheduler's look and its write another instance has begun the job: no row is changed then. */
    @Test
    void aJobThatIsJustAboutToRunIsNoFailure() {
        Link link = riskflow.startOneTime();
        Misfortune.always(provider, link, Operation.EXCHANGE, Mishap.status(429).retryAfter(Duration.ofMinutes(10)));
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());
        jdbc.sql("CREATE FUNCTION begun_elsewhere() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
                .update();
        jdbc.sql("""
                        CREATE TRIGGER begun_elsewhere BEFORE UPDATE ON scheduled_tasks FOR EACH ROW
                        WHEN (OLD.task_instance = '%s') EXECUTE FUNCTION begun_elsewhere()
                        """.formatted(link.flowId())).update();
        try {
            transaction.executeWithoutResult(status -> queue.enqueue(new FlowId(link.flowId())));
        } finally {
            jdbc.sql("DROP TRIGGER begun_elsewhere ON scheduled_tasks").update();
            jdbc.sql("DROP FUNCTION begun_elsewhere").update();
        }

        assertThat(rows.jobs(link.flowId())).isOne();
    }

    @Test
    void nothingIsEnqueuedOutsideATransaction() {
        assertThatThrownBy(() -> queue.enqueue(new FlowId("any"))).isInstanceOf(IllegalTransactionStateException.class);
    }

    /** This thread's connection is its transaction's. */
    private long jobsThatOthersSee(String flow) {
        return CompletableFuture.supplyAsync(() -> rows.jobs(flow), Thread::startVirtualThread)
                .join();
    }
}
