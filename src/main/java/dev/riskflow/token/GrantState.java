package dev.riskflow.token;

/** The states of a grant, as stored. */
enum GrantState {
    /** A code waits for its exchange. */
    CODE_RECEIVED,
    /** A code was claimed and may have been sent. */
    EXCHANGING,
    /** Tokens are stored. */
    ACTIVE,
    /** The refresh token was claimed and may have been sent. */
    ROTATING,
    /** The refresh token was sent, and nobody knows whether it is spent. */
    IN_DOUBT,
    /** Nothing here is of use any more; the user has to come again. */
    REAUTHORIZE
}
