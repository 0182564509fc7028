package dev.riskflow.report.keeping;

/** What became of a document. */
sealed interface Kept {

    /** It is this version: a new one, or the latest, which it is the same as. */
    record As(int version) implements Kept {}

    /** Another was stored since this one was asked for. Which of them is newer nobody knows, so nothing was stored. */
    record Overtaken() implements Kept {}

    /** Nothing was stored: the flow was deleted meanwhile. */
    record Gone() implements Kept {}
}
