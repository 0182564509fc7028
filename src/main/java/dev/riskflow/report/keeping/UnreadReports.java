package dev.riskflow.report.keeping;

import dev.riskflow.report.reading.StoredReports;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Documents that are stored and that nobody has read: a process died, or the database was away, between storing one and
 * reading it; or an older release of ours stored it.
 */
@Component
class UnreadReports {

    private static final int BATCH = 100;

    private final ExtractStore store;
    private final StoredReports reports;
    private final Extraction extraction;

    UnreadReports(ExtractStore store, StoredReports reports, Extraction extraction) {
        this.store = store;
        this.reports = reports;
        this.extraction = extraction;
    }

    /** One batch, one after the other: a document may be large. The rest waits for the next run. */
    void read() {
        List<ExtractStore.Unread> unread = store.unread(BATCH);
        unread.forEach(this::read);
    }

    private void read(ExtractStore.Unread unread) {
        reports.text(unread.flow(), unread.version())
                .ifPresent(document -> extraction.extract(unread.flow(), unread.version(), document));
    }
}
