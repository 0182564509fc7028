package dev.riskflow.sandbox;

/** What the sandbox did with a request. Whether its answer arrived is another matter: {@link LedgerEntry#answered}. */
public enum Outcome {
    /** Acted: a flow was started, tokens were issued, a report was handed out. */
    SERVED,
    /** A scripted mishap came first; nothing was done. */
    NOT_ACTED,
    INVALID_CLIENT,
    INVALID_REQUEST,
    UNKNOWN_GRANT,
    EXPIRED_GRANT,
    /** A code or refresh token was presented that had been spent: its family is revoked. */
    REUSED_GRANT,
    /** The family of a token not spent before had been revoked. */
    REVOKED_GRANT,
    WRONG_REDIRECT_URI,
    /** No, an unknown, an expired or a revoked access token. */
    INVALID_TOKEN,
    /** An access token of another flow. */
    FOREIGN_TOKEN,
    /** The data of a one-time flow has been deleted. */
    DATA_GONE
}
