package dev.riskflow.benchmark;

/** What is measured. Rates are of {@value Round#CALLERS} callers, each of whom asks again as soon as it was answered. */
enum Measure {
    START("`POST /risk-flows`, per second", 0.85),
    CALLBACK("`GET /callback` answered, per second", 0),
    COMPLETED("flows completed, per second", 0.75),
    PAGE("`GET /risk-reports`, 50 reports, per second", 0.85),
    REPORT("`GET /risk-reports/{flow_id}`, per second", 0.85),
    ROTATION("rotations, each with a report fetched, per second", 0),
    SLOW_P50("`/callback` with a provider that takes 2 s: median, ms", 0),
    SLOW_P99("the same: 99th percentile, ms", 0),
    TO_REPORT("the same: callback to stored report, median, s", 0);

    private final String text;
    private final double target;

    Measure(String text, double target) {
        this.text = text;
        this.target = target;
    }

    String text() {
        return text;
    }

    /** Least share of the floor's; 0 if none is set. */
    double target() {
        return target;
    }
}
