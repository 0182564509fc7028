package dev.riskflow.flow.completion;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds flows that could be completed and have no job, and gives them one. Normally there are none. */
@Configuration(proxyBeanMethods = false)
class CompletionSweep {

    private static final Duration EVERY = Duration.ofSeconds(10);

    @Bean
    Task<Void> completionSweepTask(ObjectProvider<AbandonedFlows> abandonedFlows) {
        return Tasks.recurring("flow-completion-sweep", FixedDelay.of(EVERY)).execute((instance, context) -> {
            AbandonedFlows abandoned = abandonedFlows.getObject();
            abandoned.adopt();
            abandoned.resume();
        });
    }
}
