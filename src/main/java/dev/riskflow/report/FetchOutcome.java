package dev.riskflow.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an attempt to fetch a report came to. */
public sealed interface FetchOutcome {

    /** A report is stored, by this attempt or an earlier one. */
    record Stored() implements FetchOutcome {}

    /**
     * Not yet; try again.
     *
     * @param cause what stands in the way now, and would be the reason if time ran out
     * @param notBefore how long the provider asked us to wait; null if the caller's own backoff decides
     */
    record Later(Cause cause, @Nullable Duration notBefore) implements FetchOutcome {}

    /** What keeps a report from being fetched. */
    enum Cause {
        /** The provider answers, and has no report (yet). */
        REPORT_UNAVAILABLE,
        /** There is no living access token, or the provider refuses it. */
        ACCESS_LOST,
        /** The provider can't be reached, or makes no sense. */
        PROVIDER_UNREACHABLE
    }
}
