package dev.riskflow.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to the API. It holds no secret.
 *
 * @param flowId absent when the request named no known flow
 * @param answered false when a mishap replaced the answer: the caller can't know the outcome
 * @param grant tells one code or refresh token from another, and is neither: its digest; absent for other calls
 */
public record LedgerEntry(
        Instant at,
        Operation operation,
        @Nullable String flowId,
        Outcome outcome,
        boolean answered,
        @Nullable String grant) {

    boolean is(Operation wanted, Outcome wantedOutcome) {
        return operation == wanted && outcome == wantedOutcome;
    }

    public boolean concerns(String wantedFlow) {
        return wantedFlow.equals(flowId);
    }
}
