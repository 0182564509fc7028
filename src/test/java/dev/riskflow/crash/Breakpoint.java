package dev.riskflow.crash;

/** Where a rotation can be stopped, in the order in which it comes there. */
enum Breakpoint {
    BEFORE_CLAIM("before the claim"),
    CLAIM_UNCOMMITTED("claim written, not committed"),
    CLAIMED("claim committed, nothing sent"),
    SENT("request sent, provider has not acted"),
    ACTED("request sent, provider has acted"),
    ANSWERED("answer received, nothing written"),
    STORE_UNCOMMITTED("new tokens written, not committed"),
    STORED("new tokens committed");

    private final String text;

    Breakpoint(String text) {
        this.text = text;
    }

    /** The sandbox holds the request; everywhere else the process itself stops. */
    boolean isAtProvider() {
        return this == SENT || this == ACTED;
    }

    /** The provider has spent the old token, and the new ones are in nobody's hands. */
    boolean losesAnswer() {
        return this == ACTED || this == ANSWERED || this == STORE_UNCOMMITTED;
    }

    @Override
    public String toString() {
        return text;
    }
}
