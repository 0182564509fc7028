package dev.riskflow.privacy;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finishes erasures whose request did not: it was long, or its process died. Normally there are none. */
@Configuration(proxyBeanMethods = false)
class ErasureJob {

    private static final Duration EVERY = Duration.ofSeconds(10);

    @Bean
    Task<Void> erasureTask(Erasing erasing) {
        return Tasks.recurring("privacy-erasure", FixedDelay.of(EVERY))
                .execute((instance, context) -> erasing.finishAll());
    }
}
