package dev.riskflow.flow.life;

/** How far a flow has come; it takes each step once, but for one. */
enum FunnelStep {
    /** The link exists. */
    STARTED,
    /** The user came back with a code, for the first time. */
    RETURNED,
    /** The code brought tokens; once more if a failed one-time flow, whose tokens were deleted, took another code. */
    EXCHANGED,
    /** The report is stored. */
    STORED
}
