package dev.riskflow.flow.office;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the flows that were started lately, on the days given (UTC).
 *
 * @param days each day, oldest first, also those without a flow
 * @param timeToReport of those that completed; none if none did
 */
public record FlowStatistics(
        List<Day> days, Funnel funnel, @Nullable TimeToReport timeToReport) {

    /**
     * The flows that were started on one day, by where they stand now.
     *
     * @param open none of the others: still under way
     */
    public record Day(LocalDate day, long completed, long cancelled, long failed, long expired, long open) {

        public long started() {
            return completed + cancelled + failed + expired + open;
        }
    }

    /**
     * How far they came.
     *
     * @param returned the user came back with a code
     * @param exchanged the code brought tokens
     * @param stored the report is stored
     */
    public record Funnel(long started, long returned, long exchanged, long stored) {}

    /**
     * From the user's return to the stored report.
     *
     * @param p95 nineteen of twenty took no longer
     */
    public record TimeToReport(Duration median, Duration p95) {}
}
