package dev.riskflow.secrets;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Re-seals without anybody asking; on one instance at a time. */
@Configuration(proxyBeanMethods = false)
class ResealingJob {

    @Bean
    Task<Void> resealingTask(Resealing resealing) {
        return Tasks.recurring("resealing", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> resealing.run());
    }
}
