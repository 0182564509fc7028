package dev.riskflow.privacy.retention;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for what is too old; one instance at a time. */
@Configuration(proxyBeanMethods = false)
class RetentionJob {

    private static final Duration EVERY = Duration.ofMinutes(30);

    @Bean
    Task<Void> retentionTask(Retention retention) {
        return Tasks.recurring("privacy-retention", FixedDelay.of(EVERY))
                .execute((instance, context) -> retention.apply());
    }
}
