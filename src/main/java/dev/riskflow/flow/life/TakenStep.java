package dev.riskflow.flow.life;

import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transition that was written, as it is told of.
 *
 * @param funnel the step of the funnel that was taken with it
 * @param returnedAt when the flow's user came back
 * @param deadlineAt when its completion is given up
 */
record TakenStep(
        FlowId flow,
        FlowType type,
        FlowStatus status,
        @Nullable FailureReason reason,
        Instant at,
        @Nullable FunnelStep funnel,
        @Nullable Instant returnedAt,
        @Nullable Instant deadlineAt) {

    static TakenStep of(FlowTransition transition) {
        Flow flow = transition.flow();
        return new TakenStep(
                flow.id(),
                flow.type(),
                transition.status(),
                transition.reason(),
                transition.at(),
                transition.step(),
                flow.returnedAt(),
                flow.deadlineAt());
    }
}
