package dev.riskflow.flow.completion;

import dev.riskflow.provider.FlowId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Flows that could be completed, and have no job. */
@Component
class AbandonedFlows {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedFlows.class);

    private final JdbcClient jdbc;
    private final LateTokens lateTokens;
    private final CompletionSteps steps;
    private final CompletionQueue queue;

    AbandonedFlows(JdbcClient jdbc, LateTokens lateTokens, CompletionSteps steps, CompletionQueue queue) {
        this.jdbc = jdbc;
        this.lateTokens = lateTokens;
        this.steps = steps;
        this.queue = queue;
    }

    /** Unfinished ones. Locks each flow first, as every writer of a flow does; one that is being changed right now is left alone. */
    @Transactional
    public void adopt() {
        List<FlowId> abandoned = jdbc.sql("""
                        SELECT flow_id FROM flow f
                         WHERE status IN ('AUTHORIZED', 'FETCHING')
                           AND NOT EXISTS (SELECT FROM scheduled_tasks
                                            WHERE task_name = :task AND task_instance = f.flow_id)
                         ORDER BY updated_at LIMIT 100
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("task", CompletionJob.DESCRIPTOR.getTaskName())
                .query((row, n) -> new FlowId(row.getString("flow_id")))
                .list();
        abandoned.forEach(flow -> {
            LOG.warn("flow {}: unfinished and without a job; enqueued", flow);
            queue.enqueue(flow);
        });
    }

    /** Those that failed, and whose tokens landed after all: the flow as it was found is still locked. */
    @Transactional
    public void resume() {
        lateTokens.find().forEach(flow -> {
            LOG.warn("flow {}: its tokens landed after it had failed; enqueued", flow);
            steps.tokensStored(flow);
            queue.enqueue(flow);
        });
    }
}
