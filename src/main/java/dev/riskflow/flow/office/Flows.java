package dev.riskflow.flow.office;

import dev.riskflow.flow.FlowView;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.life.FlowViews;
import dev.riskflow.provider.FlowId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Flows, as other modules see them. */
@Component
public class Flows {

    private final FlowRepository flows;
    private final FlowViews views;
    private final RetryingFlow retryingFlow;

    Flows(FlowRepository flows, FlowViews views, RetryingFlow retryingFlow) {
        this.flows = flows;
        this.views = views;
        this.retryingFlow = retryingFlow;
    }

    /** A flow with every step of its life, whoever started it. */
    public Optional<FlowView> find(FlowId id) {
        return flows.findWithTransitionsByFlowId(id.value()).map(views::of);
    }

    /** Whether {@link #retry} is of use, as things stand. */
    public boolean isRetryable(FlowId id) {
        return retryingFlow.isRetryable(id);
    }

    /**
     * Whether nothing comes after a transition: the report is stored, or it failed and neither {@link #retry} nor another
     * code could undo that. May become true without a transition, as time passes and access is lost; and false again only
     * by the next transition.
     *
     * @param seq of the transition
     */
    public boolean endsAt(FlowId id, int seq) {
        return retryingFlow.endsAt(id, seq);
    }

    /**
     * Has completion tried again, now.
     *
     * @throws org.springframework.web.ErrorResponseException if there is no such flow (404), or nothing to try again (409)
     */
    public FlowView retry(FlowId id) {
        return retryingFlow.retry(id);
    }
}
