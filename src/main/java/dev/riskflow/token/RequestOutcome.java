package dev.riskflow.token;

import dev.riskflow.provider.ProviderException;

/** What a token request came to, as the ledger says it. */
enum RequestOutcome {
    /** New tokens came and are committed. */
    STORED,
    /** {@code invalid_grant}: what was presented is of no use any more. */
    REFUSED,
    /** It never reached the provider. */
    NOT_SENT,
    /** {@code 429}. */
    RATE_LIMITED,
    /** Another {@code 4xx}: our own mistake, such as {@code invalid_client}; never charged to the user's access. */
    REJECTED,
    /** Nobody knows whether the provider acted on it. */
    IN_DOUBT,
    /** Its holder died, or lost the database for longer than its lease. */
    HOLDER_LOST,
    /** It ended after the row had moved on, and changed nothing. */
    SUPERSEDED;

    static RequestOutcome of(ProviderException failure) {
        if (failure.isInvalidGrant()) {
            return REFUSED;
        }
        return switch (failure.kind()) {
            case NOT_SENT -> NOT_SENT;
            case RATE_LIMITED -> RATE_LIMITED;
            case REJECTED -> REJECTED;
            case UNAVAILABLE, UNREADABLE, NO_ANSWER -> IN_DOUBT;
        };
    }
}
