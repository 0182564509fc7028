package dev.riskflow.flow.completion;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.FailedToScheduleBatchException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import dev.riskflow.provider.FlowId;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Enqueues completion jobs, one per flow. Callers hold the flow's row lock, so no two of them meet here for the same
 * flow.
 */
@Component
public class CompletionQueue {

    private static final Logger LOG = LoggerFactory.getLogger(CompletionQueue.class);

    private final SchedulerClient scheduler;
    private final JobTrace trace;
    private final Clock clock;

    CompletionQueue(SchedulerClient scheduler, JobTrace trace, Clock clock) {
        this.scheduler = scheduler;
        this.trace = trace;
        this.clock = clock;
    }

    /** In the caller's transaction: the job exists if, and only if, what it is to complete was committed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enqueue(FlowId flow) {
        try {
            scheduler.schedule(job(flow), ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException | ExecutionException e) {
            // It runs, has just ended, or (the last one) is just about to run. It may see the new code or not: then it
            // looks again soon, or the sweep finds a flow without a job.
            LOG.debug("flow {}: its job is running, or has just ended", flow);
        } catch (SQLRuntimeException e) {
            // The scheduler's statement is right: it is the database that takes no row now.
            throw new DataAccessResourceFailureException("A job could not be enqueued", e);
        }
    }

    /** The same for a flow that never had one: nobody looks for it first. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enqueueFirst(FlowId flow) {
        try {
            scheduler.scheduleBatch(List.of(job(flow)));
        } catch (FailedToScheduleBatchException e) {
            throw new DataAccessResourceFailureException("A job could not be enqueued", e);
        }
    }

    private SchedulableInstance<CompletionJob.Progress> job(FlowId flow) {
        return CompletionJob.DESCRIPTOR
                .instance(flow.value())
                .data(CompletionJob.Progress.first(trace.here()))
                .scheduledTo(clock.instant());
    }
}
