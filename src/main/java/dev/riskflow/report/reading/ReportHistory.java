package dev.riskflow.report.reading;

import dev.riskflow.provider.FlowId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Versions of a report, the latest one first.
 *
 * @param nextBefore what to pass as {@code before} for older ones; null if there are none
 */
record ReportHistory(
        FlowId flowId,
        List<ReportVersion> versions,
        @Nullable Integer nextBefore) {

    /** From one row more than asked for: whether it is there says whether there are more. */
    static ReportHistory of(FlowId flow, List<ReportVersion> rows, int limit) {
        if (rows.size() <= limit) {
            return new ReportHistory(flow, rows, null);
        }
        List<ReportVersion> versions = rows.subList(0, limit);
        return new ReportHistory(flow, versions, versions.getLast().version());
    }
}
