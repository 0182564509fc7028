package dev.riskflow.report.keeping;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fetches ongoing flows' reports again, on a schedule. */
@Configuration(proxyBeanMethods = false)
class RefreshJob {

    private static final Duration EVERY = Duration.ofMinutes(1);

    @Bean
    Task<Void> reportRefreshTask(DueReports dueReports) {
        return Tasks.recurring("report-refresh", FixedDelay.of(EVERY))
                .execute((instance, context) -> dueReports.refresh());
    }
}
