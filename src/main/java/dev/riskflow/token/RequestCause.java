package dev.riskflow.token;

/** Why a token request was made. */
enum RequestCause {
    /** A user came back with a code. */
    EXCHANGE,
    /** Somebody needed an access token. */
    USE,
    /** The refresh token had been idle for long. */
    KEEP_ALIVE,
    /** To end a doubt. */
    PROBE
}
