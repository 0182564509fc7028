package dev.riskflow.flow.list;

import dev.riskflow.flow.Binding;
import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.NextStep;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A flow in a list: without its transitions.
 *
 * @param userId the client's own identifier of its user; one-time flows that an API client started have none
 * @param client the API client that started it
 * @param reason why it failed; only then
 * @param next what the frontend does next
 * @param expiresAt when the flow expires if its user has not come back
 * @param returnedAt when the user came back with a code
 * @param deadlineAt when completion is given up
 * @param consentUntil when the bank's consent is expected to end; ongoing flows only
 * @param renewedBy the flow that took over from this one
 * @param attention why it wants a person to act; empty if it does not
 */
public record FlowSummary(
        FlowId flowId,
        FlowType type,
        @Nullable String userId,
        String client,
        Binding binding,
        FlowStatus status,
        @Nullable FailureReason reason,
        NextStep next,
        Instant createdAt,
        Instant updatedAt,
        Instant expiresAt,
        @Nullable Instant returnedAt,
        @Nullable Instant deadlineAt,
        @Nullable Instant consentUntil,
        @Nullable FlowId renewedBy,
        Set<Attention> attention) {

    @Override
    public String toString() {
        return "FlowSummary[" + flowId + ", " + status + "]";
    }
}
