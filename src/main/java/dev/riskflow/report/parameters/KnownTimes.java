package dev.riskflow.report.parameters;

import java.time.Instant;

/** The times that anything may have happened at: nothing was kept before 1970, and the database knows none far beyond. */
public final class KnownTimes {

    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private KnownTimes() {}

    public static boolean include(Instant time) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
    }
}
