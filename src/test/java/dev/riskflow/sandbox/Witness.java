package dev.riskflow.sandbox;

/** Learns of every secret when it is issued: for tests that search for where secrets must not be. */
@FunctionalInterface
public interface Witness {

    void issued(Kind kind, String secret);

    /** What was issued. */
    enum Kind {
        CODE,
        TOKEN,
        WIDGET_KEY
    }
}
