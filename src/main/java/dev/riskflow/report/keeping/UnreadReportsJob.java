package dev.riskflow.report.keeping;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads documents that nobody has read. Normally there are none. */
@Configuration(proxyBeanMethods = false)
class UnreadReportsJob {

    private static final Duration EVERY = Duration.ofSeconds(20);

    @Bean
    Task<Void> unreadReportsTask(UnreadReports unreadReports) {
        return Tasks.recurring("report-extraction", FixedDelay.of(EVERY))
                .execute((instance, context) -> unreadReports.read());
    }
}
