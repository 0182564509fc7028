package dev.riskflow.token;

/** What a flow's grant is still good for. */
public enum Prospect {
    /** Tokens are stored, and access is not lost. */
    TOKENS,
    /** A code is kept whose hour is not over; it may have been presented, and nobody saw an answer. */
    CODE,
    /** There was a code: it was refused, its hour is over, its answer was lost, or its tokens were deleted unused. */
    CODE_SPENT,
    /** There were tokens; only the user can give access anew. */
    ACCESS_LOST,
    /** There never was a code, or the tokens have served and were deleted. */
    NONE;

    /** Whether another code would be accepted: only while no tokens are stored. */
    public boolean takesCode() {
        return switch (this) {
            case CODE, CODE_SPENT, NONE -> true;
            case TOKENS, ACCESS_LOST -> false;
        };
    }

    static Prospect of(GrantRow row) {
        return switch (row.state()) {
            case CODE_RECEIVED, EXCHANGING -> row.presentable() ? CODE : CODE_SPENT;
            case ACTIVE -> row.alive() || row.renewable() ? TOKENS : ACCESS_LOST;
            case ROTATING, IN_DOUBT -> TOKENS;
            // Refused is the refresh token, if there was one; an access token lives its hour.
            case REAUTHORIZE -> row.sealedAccess() == null ? CODE_SPENT : row.alive() ? TOKENS : ACCESS_LOST;
        };
    }
}
