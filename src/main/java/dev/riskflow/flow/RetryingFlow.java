package dev.riskflow.flow;

import dev.riskflow.provider.FlowId;
import dev.riskflow.token.Grants;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Completion is tried again by hand: what waits is due now, and what failed begins anew, where what is kept allows it.
 * Nothing is presented here: that stays with the job, and its claims.
 */
@Component
class RetryingFlow {

    private final FlowRepository flows;
    private final Grants grants;
    private final CompletionQueue queue;
    private final FlowSettings settings;
    private final Clock clock;

    RetryingFlow(FlowRepository flows, Grants grants, CompletionQueue queue, FlowSettings settings, Clock clock) {
        this.flows = flows;
        this.grants = grants;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Tries again.
     *
     * @throws FlowProblem if there is no such flow, or nothing to try again
     */
    @Transactional
    public FlowView retry(FlowId id) {
        Flow flow = flows.lock(id.value()).orElseThrow(FlowProblem::notFound);
        switch (flow.status()) {
            case AUTHORIZED, FETCHING -> {}
            case FAILED -> revive(flow);
            case COMPLETED -> throw FlowProblem.notRetryable(NotRetryable.COMPLETED);
            case AWAITING_USER, CANCELLED, EXPIRED -> throw FlowProblem.notRetryable(NotRetryable.NO_CODE);
            case AWAITING_CONFIRMATION -> throw FlowProblem.notRetryable(NotRetryable.AWAITING_CONFIRMATION);
        }
        grants.presentNow(id); // even if the provider had asked for patience: somebody has decided so
        queue.enqueue(id);
        return FlowView.of(flow);
    }

    private void revive(Flow flow) {
        if (flow.reason() == FailureReason.NOT_CONFIRMED) {
            throw FlowProblem.notRetryable(NotRetryable.NOT_CONFIRMED);
        }
        FlowStatus from = switch (grants.prospect(flow.id())) {
            case TOKENS -> FlowStatus.FETCHING;
            case CODE -> FlowStatus.AUTHORIZED;
            case CODE_SPENT -> throw FlowProblem.notRetryable(NotRetryable.CODE_SPENT);
            case ACCESS_LOST -> throw FlowProblem.notRetryable(NotRetryable.ACCESS_LOST);
            case NONE -> throw FlowProblem.notRetryable(NotRetryable.NO_CODE);
        };
        Instant now = clock.instant();
        Instant deadline = deadline(flow, now);
        if (!deadline.isAfter(now)) {
            throw FlowProblem.notRetryable(NotRetryable.HOUR_OVER);
        }
        flow.retried(from, deadline, now);
    }

    /** A one-time flow's data is deleted an hour after the user came (contract, "Data lifetimes"), whatever we do. */
    private Instant deadline(Flow flow, Instant now) {
        Instant from = switch (flow.type()) {
            case ONE_TIME -> flow.returnedAt();
            case ONGOING -> now;
        };
        return from == null ? now : from.plus(settings.deadline(flow.type()));
    }
}
