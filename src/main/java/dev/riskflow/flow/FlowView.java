package dev.riskflow.flow;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer to {@code GET /risk-flows/{flow_id}}.
 *
 * @param reason why it failed; only then
 * @param next what the frontend does next
 * @param seq of the latest transition; grows with each
 * @param expiresAt when the flow expires if its user has not come back
 * @param returnedAt when the user came back with a code
 * @param deadlineAt when completion is given up; while the flow awaits its confirmation: when that is
 * @param consentUntil when the bank's consent is expected to end; ongoing flows that had tokens
 * @param renews the flow that this one takes over from, once completed
 * @param renewedBy the flow that took over from this one
 */
public record FlowView(
        FlowId flowId,
        FlowType type,
        @Nullable String userId,
        Binding binding,
        FlowStatus status,
        @Nullable FailureReason reason,
        NextStep next,
        int seq,
        Instant createdAt,
        Instant updatedAt,
        Instant expiresAt,
        @Nullable Instant returnedAt,
        @Nullable Instant deadlineAt,
        @Nullable Instant consentUntil,
        @Nullable FlowId renews,
        @Nullable FlowId renewedBy,
        List<Step> transitions) {

    @Override
    public String toString() {
        return "FlowView[" + flowId + ", " + status + "]";
    }

    /** One transition. */
    public record Step(int seq, FlowStatus status, @Nullable FailureReason reason, Instant at) {}
}
