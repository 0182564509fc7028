package dev.riskflow.report.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of reports, newest first.
 *
 * @param nextCursor what to pass as {@code cursor} for the next page; null on the last one
 * @param total how many reports there are, if the first page has them all; else null: to count them would cost more than
 *     to list them
 */
public record ReportPage(
        List<ReportEnvelope> reports,
        @Nullable String nextCursor,
        @Nullable Integer total) {

    /** From one row more than the page holds: whether it is there says whether there is a next page. */
    static ReportPage of(List<ReportEnvelope> rows, int limit, boolean first) {
        if (rows.size() <= limit) {
            return new ReportPage(rows, null, first ? Integer.valueOf(rows.size()) : null);
        }
        List<ReportEnvelope> page = rows.subList(0, limit);
        return new ReportPage(page, page.getLast().place().toString(), null);
    }
}
