package dev.riskflow.flow;

import dev.riskflow.provider.FlowId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Flows, as other modules see them. */
@Component
public class Flows {

    private final FlowRepository flows;

    Flows(FlowRepository flows) {
        this.flows = flows;
    }

    /** A flow with every step of its life, whoever started it. */
    public Optional<FlowView> find(FlowId id) {
        return flows.findWithTransitionsByFlowId(id.value()).map(FlowView::of);
    }
}
