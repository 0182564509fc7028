package dev.riskflow.token;

/** What became of a code that a browser brought. */
public enum CodeAcceptance {
    /** It is kept, and waits for its exchange. */
    ACCEPTED,
    /** It is the one that was brought before; nothing changed. */
    REPEATED,
    /** Tokens are stored already; the code is of no use. */
    NOT_NEEDED
}
