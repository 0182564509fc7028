package dev.riskflow.token;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done for grants without anybody asking; each job runs on one instance at a time. */
@Configuration(proxyBeanMethods = false)
class TokenJobs {

    @Bean
    Task<Void> doubtTask(Doubts doubts) {
        return Tasks.recurring("token-doubts", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> doubts.settle());
    }

    @Bean
    Task<Void> codeExpiryTask(CodeStore codes) {
        return Tasks.recurring("token-code-expiry", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> codes.expireAll());
    }

    @Bean
    Task<Void> keepAliveTask(KeepAlive keepAlive) {
        return Tasks.recurring("token-keep-alive", FixedDelay.of(keepAlive.pause()))
                .execute((instance, context) -> keepAlive.renewIdle());
    }
}
