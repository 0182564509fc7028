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
     * @param notBefore how long we were asked to wait; null if the caller's own backoff decides
     */
    record Later(Cause cause, @Nullable Duration notBefore) implements FetchOutcome {}

    /** Nothing was stored: the flow was deleted meanwhile. */
    record Gone() implements FetchOutcome {}

    /** Never: our access to the user's data is gone, and only the user can give it anew. */
    record AccessLost() implements FetchOutcome {}

    /** What keeps a report from being fetched now. */
    enum Cause {
        /** The provider answers, and has no report (yet). */
        REPORT_UNAVAILABLE,
        /** The provider refuses access tokens that it has just issued. */
        ACCESS_REFUSED,
        /** The provider can't be reached, or makes no sense, or a token's rotation takes its time. */
        PROVIDER_UNREACHABLE
    }
}
