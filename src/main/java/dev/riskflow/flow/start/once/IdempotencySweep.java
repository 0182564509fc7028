package dev.riskflow.flow.start.once;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets keys that led to nothing: the others go with their flow. */
@Configuration(proxyBeanMethods = false)
class IdempotencySweep {

    private static final Duration EVERY = Duration.ofMinutes(10);

    @Bean
    Task<Void> idempotencySweepTask(IdempotencyStore keys) {
        return Tasks.recurring("flow-idempotency-sweep", FixedDelay.of(EVERY)).execute((instance, context) -> {
            int forgotten;
            do {
                forgotten = keys.forgetAbandoned();
            } while (forgotten > 0);
        });
    }
}
