package dev.riskflow.token;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.riskflow.UnusableSetting;
import dev.riskflow.provider.ProviderSettings;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done for grants without anybody asking; each job runs on one instance at a time. */
@Configuration(proxyBeanMethods = false)
class TokenJobs {

    /** @param shutdownMaxWait how long a stop waits for a job, which may be waiting for its token request */
    TokenJobs(ProviderSettings provider, @Value("${db-scheduler.shutdown-max-wait}") Duration shutdownMaxWait) {
        if (shutdownMaxWait.compareTo(provider.tokenReadTimeout()) <= 0) {
            throw new UnusableSetting(
                    "db-scheduler.shutdown-max-wait must be longer than riskflow.provider.token-read-timeout, or a stop"
                            + " gives up a job whose token request is under way");
        }
    }

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
