package dev.riskflow.flow;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.riskflow.flow.CompletingFlow.Result;
import dev.riskflow.provider.FlowId;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable job that completes a flow; its row is all that is left of it after a crash. */
@Configuration(proxyBeanMethods = false)
class CompletionJob {

    /** One instance per flow, with the flow's id as its own. */
    static final TaskDescriptor<Progress> DESCRIPTOR = TaskDescriptor.of("flow-completion", Progress.class);

    @Bean
    Task<Progress> completionTask(CompletingFlow completingFlow) {
        return Tasks.custom(DESCRIPTOR)
                // Not foreseen: the database is away, or a defect of ours. Visible in consecutive_failures.
                .onFailure((failed, operations) -> operations.reschedule(
                        failed, Instant.now().plus(Backoff.after(failed.getExecution().consecutiveFailures + 1, null))))
                .execute((instance, context) -> next(instance, completingFlow.proceed(new FlowId(instance.getId()))));
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

    /** What a job remembers between its runs: how often it tried in vain. Nothing of a person, nothing secret. */
    record Progress(int tries) {

        static final Progress FIRST = new Progress(0);

        Progress oneMoreTry() {
            return new Progress(tries + 1);
        }
    }
}
