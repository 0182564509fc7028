package dev.riskflow.sandbox;

import java.time.Duration;

/** What a refresh does to the refresh token that it used. */
public sealed interface Rotation {

    /** Spent at once; presented again, it is refused and revokes its family (RFC 9700, section 4.14.2). */
    record Strict() implements Rotation {}

    /** A spent token is still good for this long, and gets a pair of its own; after that it is as with strict. */
    record Grace(Duration period) implements Rotation {}

    /** The answer carries no new refresh token and the old one stays good (RFC 6749, section 6, allows it). */
    record Kept() implements Rotation {}

    static Rotation strict() {
        return new Strict();
    }

    static Rotation grace(Duration period) {
        return new Grace(period);
    }

    static Rotation kept() {
        return new Kept();
    }
}
