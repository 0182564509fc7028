package dev.riskflow.dashboard;

import dev.riskflow.report.content.ReportContent;
import dev.riskflow.report.content.ReportContent.Indicator;
import dev.riskflow.report.content.ReportContent.Summary;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report's risk indicators, each with a bar as long as its count.
 *
 * @param rows null if the document has no section of risk indicators
 * @param leftOut indicators that are only in the document
 */
record IndicatorBars(@Nullable List<Row> rows, int leftOut) {

    private static final int MOST = 200;

    static IndicatorBars of(ReportContent content) {
        List<Indicator> all = content.indicators();
        if (all == null) {
            return new IndicatorBars(null, 0);
        }
        List<Indicator> shown = all.stream().limit(MOST).toList();
        int most = shown.stream()
                .map(IndicatorBars::count)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        return new IndicatorBars(
                shown.stream()
                        .map(indicator -> new Row(indicator, width(count(indicator), most)))
                        .toList(),
                all.size() - shown.size());
    }

    private static @Nullable Integer count(Indicator indicator) {
        Summary summary = indicator.summary();
        return summary == null ? null : summary.count();
    }

    private static @Nullable Integer width(@Nullable Integer count, int most) {
        return count == null || count < 0 ? null : Integer.valueOf(most == 0 ? 0 : (int) (100L * count / most));
    }

    /** @param width of its bar, in percent; null if the document gives no count */
    record Row(Indicator indicator, @Nullable Integer width) {}

    @Override
    public String toString() {
        return "IndicatorBars[***]";
    }
}
