package dev.riskflow.flow.completion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.riskflow.flow.completion.CompletingFlow.Result;
import dev.riskflow.provider.FlowId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable job that completes a flow; its row is all that is left of it after a crash. */
@Configuration(proxyBeanMethods = false)
public class CompletionJob {

    /** One instance per flow, with the flow's id as its own. */
    public static final TaskDescriptor<Progress> DESCRIPTOR = TaskDescriptor.of("flow-completion", Progress.class);

    @Bean
    Task<Progress> completionTask(CompletingFlow completingFlow, JobTrace trace) {
        return Tasks.custom(DESCRIPTOR)
                // Not foreseen: the database is away, or a defect of ours. Visible in consecutive_failures.
                .onFailure((failed, operations) -> {
                    // First, as the database may be away from what comes next. A flow that it ends has no more to do.
                    operations.reschedule(
                            failed,
                            failed.getTimeDone()
                                    .plus(Backoff.after(failed.getExecution().consecutiveFailures + 1, null)));
                    // Not with the first failure in a row: while the database was away, nobody had tried.
                    if (failed.getExecution().consecutiveFailures > 0) {
                        completingFlow.failed(new FlowId(failed.getExecution().getId()));
                    }
                })
                // The scheduler's own handler makes it due by the machine's clock, which may be an hour ahead.
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, dead.getTimeDone()))
                .execute((instance, context) -> trace.continued(
                        instance.getData().trace(),
                        "riskflow.flow.completion",
                        instance.getId(),
                        () -> next(instance, completingFlow.proceed(new FlowId(instance.getId())))));
    }

    private static CompletionHandler<Progress> next(TaskInstance<Progress> instance, Result result) {
        return switch (result) {
            case Result.Ended ended -> new OnCompleteRemove<>();
            case Result.Unfinished(var notBefore) -> {
                Progress progress = instance.getData().oneMoreTry();
                yield new OnCompleteReschedule<>(FixedDelay.of(Backoff.after(progress.tries(), notBefore)), progress);
            }
        };
    }

    /**
     * What a job remembers between its runs. Nothing of a person, nothing secret. Versions of this service that run side
     * by side read each other's: a member may be added, if it may be missing.
     *
     * @param tries how often it tried in vain
     * @param trace that it continues; none where it was enqueued without one, or by an older version
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(int tries, @Nullable String trace) {

        static Progress first(@Nullable String trace) {
            return new Progress(0, trace);
        }

        Progress oneMoreTry() {
            return new Progress(tries + 1, trace);
        }
    }
}
