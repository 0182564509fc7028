package dev.riskflow.sandbox;

import org.jspecify.annotations.Nullable;

/** What the sandbox did, for whom, and what it would answer. */
record Deed(Outcome outcome, @Nullable String flowId, Answer answer) {

    static Deed served(String flowId, Answer answer) {
        return new Deed(Outcome.SERVED, flowId, answer);
    }
}
