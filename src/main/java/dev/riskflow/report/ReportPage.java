package dev.riskflow.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of reports, newest first.
 *
 * @param nextCursor what to pass as {@code cursor} for the next page; absent on the last one
 */
record ReportPage(
        List<ReportEnvelope> reports,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {

    /** From one row more than the page holds: whether it is there says whether there is a next page. */
    static ReportPage of(List<ReportEnvelope> rows, int limit) {
        if (rows.size() <= limit) {
            return new ReportPage(rows, null);
        }
        List<ReportEnvelope> page = rows.subList(0, limit);
        return new ReportPage(
                page,
                new PageCursor(page.getLast().firstStoredAt(), page.getLast().flowId()).toString());
    }
}
