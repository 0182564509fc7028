package dev.riskflow.dashboard;

import dev.riskflow.report.reading.ReportEnvelope;
import dev.riskflow.report.reading.ReportPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of reports.
 *
 * @param next URL of the next page; null on the last one
 * @param bad the filter that makes no sense; then nothing is listed
 */
record ShownReports(
        ReportQuery query,
        List<ReportEnvelope> reports,
        @Nullable String next,
        @Nullable String bad) {

    static ShownReports of(ReportQuery query, ReportPage page) {
        String cursor = page.nextCursor();
        return new ShownReports(query, page.reports(), cursor == null ? null : query.beginningAt(cursor), null);
    }

    static ShownReports refused(ReportQuery query, String bad) {
        return new ShownReports(query, List.of(), null, bad);
    }

    /** URL of the first page; null if this is it. */
    public @Nullable String first() {
        return query.isFirstPage() ? null : query.newest();
    }

    @Override
    public String toString() {
        return "ShownReports[***]";
    }
}
