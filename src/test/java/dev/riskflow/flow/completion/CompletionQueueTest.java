package dev.riskflow.flow.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The job is there if, and only if, what it is to complete was committed. */
@RiskflowTest
class CompletionQueueTest {

    private final Riskflow riskflow;
    private final Rows rows;
    private final CompletionQueue queue;
    private final TransactionTemplate transaction;

    CompletionQueueTest(Riskflow riskflow, Rows rows, CompletionQueue queue, TransactionTemplate transaction) {
        this.riskflow = riskflow;
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
