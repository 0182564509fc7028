package dev.riskflow.report.keeping;

import dev.riskflow.provider.FlowId;
import dev.riskflow.report.FetchOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ongoing flows' reports that were not checked for {@code riskflow.report.refresh-interval}. */
@Component
class DueReports {

    private static final Logger LOG = LoggerFactory.getLogger(DueReports.class);
    private static final int BATCH = 50;

    /**
     * One that could not be fetched waits so long, or as long as the provider asked, if that is longer. A dead instance's
     * claims come free after it as well.
     */
    private static final Duration TRY_AGAIN = Duration.ofHours(1);

    private final ReportStore store;
    private final Reports reports;
    private final ReportSettings settings;

    DueReports(ReportStore store, Reports reports, ReportSettings settings) {
        this.store = store;
        this.reports = reports;
        this.settings = settings;
    }

    /** One batch, side by side; the rest waits for the next run, which keeps the pace gentle. */
    void refresh() {
        if (settings.refreshInterval().isZero()) {
            return;
        }
        List<KnownReport> due = store.claimDue(settings.refreshInterval(), TRY_AGAIN, BATCH);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(report -> threads.execute(() -> refresh(report)));
        }
    }

    private void refresh(KnownReport report) {
        FlowId flow = report.subject().flow();
        try {
            FetchOutcome outcome = reports.refresh(report);
            LOG.info("flow {}: scheduled refresh: {}", flow, outcome.getClass().getSimpleName());
            if (outcome instanceof FetchOutcome.Later(var cause, Duration notBefore) && notBefore != null) {
                store.rest(flow, notBefore);
            }
        } catch (RuntimeException e) {
            LOG.warn("flow {}: scheduled refresh failed, and will be tried again", flow, e);
        }
    }
}
