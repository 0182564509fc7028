package dev.riskflow.report.keeping;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done for reports without anybody asking; each job runs on one instance at a time. */
@Configuration(proxyBeanMethods = false)
class ReportJobs {

    /** Fetches ongoing flows' reports again, when it is time. */
    @Bean
    Task<Void> reportRefreshTask(DueReports dueReports) {
        return Tasks.recurring("report-refresh", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> dueReports.refresh());
    }

    /** Reads documents that nobody has read. Normally there are none. */
    @Bean
    Task<Void> unreadReportsTask(UnreadReports unreadReports) {
        return Tasks.recurring("report-extraction", FixedDelay.of(Duration.ofSeconds(20)))
                .execute((instance, context) -> unreadReports.read());
    }
}
