package dev.riskflow.flow.life;

/** How far a flow has come; each step is taken once. */
enum FunnelStep {
    /** The link exists. */
    STARTED,
    /** The user came back with a code, for the first time. */
    RETURNED,
    /** The code brought tokens. */
    EXCHANGED,
    /** The report is stored. */
    STORED
}
