package dev.riskflow.flow.expiry;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for links and codes whose time is over. */
@Configuration(proxyBeanMethods = false)
class ExpirySweep {

    private static final Duration EVERY = Duration.ofSeconds(10);

    @Bean
    Task<Void> flowExpiryTask(ExpiringFlows expiringFlows) {
        return Tasks.recurring("flow-expiry", FixedDelay.of(EVERY))
                .execute((instance, context) -> expiringFlows.expire());
    }
}
