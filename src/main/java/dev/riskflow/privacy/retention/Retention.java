package dev.riskflow.privacy.retention;

import dev.riskflow.flow.office.AgedFlows;
import dev.riskflow.flow.office.ErasingFlow;
import dev.riskflow.privacy.access.AgedEntries;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.keeping.AgedReports;
import dev.riskflow.token.AgedRequests;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes what was kept long enough, kind by kind. One kind that can't be deleted now does not keep the others. */
@Component
class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Rows of one transaction: few enough that nobody waits for it. */
    static final int BATCH = 200;

    /** Of one run; what is left then is deleted by the next one. */
    private static final int MOST_BATCHES = 500;

    private final RetentionSettings settings;
    private final AgedReports reports;
    private final AgedRequests requests;
    private final AgedFlows flows;
    private final ErasingFlow erasing;
    private final AgedEntries entries;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;

    Retention(
            RetentionSettings settings,
            AgedReports reports,
            AgedRequests requests,
            AgedFlows flows,
            ErasingFlow erasing,
            AgedEntries entries,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.settings = settings;
        this.reports = reports;
        this.requests = requests;
        this.flows = flows;
        this.erasing = erasing;
        this.entries = entries;
        this.transaction = transaction;
        this.meters = meters;
        for (RetainedKind kind : RetainedKind.values()) {
            count(kind, 0);
        }
    }

    /** Until nothing is too old, or enough was done for once. */
    void apply() {
        inBatches(RetainedKind.TOKENS, () -> requests.deleteOneTimeTokens(BATCH));
        inBatches(RetainedKind.REPORT_VERSION, settings.reportVersions(), age -> reports.deleteVersions(age, BATCH));
        inBatches(RetainedKind.REPORT, settings.reports(), this::deleteReports);
        inBatches(RetainedKind.TOKEN_REQUEST, settings.ledger(), age -> requests.deleteRequests(age, BATCH));
        inBatches(RetainedKind.ACCESS_ENTRY, settings.accessLog(), age -> entries.delete(age, BATCH));
        eraseFlows();
    }

    private int deleteReports(Duration age) {
        return Objects.requireNonNull(transaction.execute(status -> {
            List<FlowId> deleted = reports.deleteReports(age, BATCH);
            flows.reportsDeleted(deleted);
            return deleted.size();
        }));
    }

    /** Each in a transaction of its own: it takes locks of other flows as well. */
    private void eraseFlows() {
        if (settings.flows().isPositive()) {
            inBatches(RetainedKind.FLOW, () -> (int) flows.find(settings.flows(), BATCH).stream()
                    .filter(this::eraseFlow)
                    .count());
        }
    }

    private boolean eraseFlow(FlowId flow) {
        return Boolean.TRUE.equals(transaction.execute(status -> erasing.eraseIf(
                        flow, () -> flows.isStillOne(flow, settings.flows()))
                .isPresent()));
    }

    private void inBatches(RetainedKind kind, Duration age, AgeLimit delete) {
        if (age.isPositive()) {
            inBatches(kind, () -> delete.beyond(age));
        }
    }

    private void inBatches(RetainedKind kind, IntSupplier delete) {
        try {
            int deleted = BATCH;
            for (int batch = 0; batch < MOST_BATCHES && deleted >= BATCH; batch++) {
                deleted = delete.getAsInt();
                count(kind, deleted);
            }
        } catch (RuntimeException e) {
            LOG.error("retention: {} could not be deleted, and will be tried again", kind.tag(), e);
        }
    }

    private void count(RetainedKind kind, int deleted) {
        meters.counter("riskflow.privacy.retention", "kind", kind.tag()).increment(deleted);
        if (deleted > 0) {
            LOG.info("retention: {} of kind {} deleted", deleted, kind.tag());
        }
    }

    private interface AgeLimit {
        int beyond(Duration age);
    }
}
