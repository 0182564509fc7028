package dev.riskflow.report.reading;

import dev.riskflow.provider.FlowId;
import dev.riskflow.report.content.ContentReader;
import dev.riskflow.report.content.ReportContent;
import dev.riskflow.report.parameters.PageCursor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stored reports, for reading: what the back office sees of them. */
@Component
public class StoredReports {

    private final ReportSearch search;
    private final ReportQueries queries;
    private final ContentReader reader;

    StoredReports(ReportSearch search, ReportQueries queries, ContentReader reader) {
        this.search = search;
        this.queries = queries;
        this.reader = reader;
    }

    /**
     * A page of the list, newest first.
     *
     * @param limit reports on a page; at least one
     * @param after where the page before ended; null for the first page
     */
    public ReportPage page(ReportFilter filter, int limit, @Nullable PageCursor after) {
        return ReportPage.of(search.page(filter, limit + 1, after), limit, after == null);
    }

    /** The latest version of a flow's report. */
    public Optional<ReportEnvelope> find(FlowId flow) {
        return queries.find(flow);
    }

    /** The same, with its document. */
    public Optional<StoredReport> latest(FlowId flow) {
        return queries.latest(flow);
    }

    public Optional<ReportVersion> version(FlowId flow, int version) {
        return queries.version(flow, version);
    }

    /**
     * A report's versions, the latest one first.
     *
     * @param before only older ones than this; null for all
     */
    public List<ReportVersion> history(FlowId flow, int limit, @Nullable Integer before) {
        return queries.history(flow, limit, before);
    }

    /** The provider's own document, to the letter. */
    public Optional<String> document(FlowId flow, int version) {
        return queries.document(flow, version);
    }

    /** What is readable of a version's document; empty where there is no such version. */
    public Optional<ReportContent> content(FlowId flow, int version) {
        return queries.document(flow, version).map(reader::read);
    }
}
