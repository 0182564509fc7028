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

    Flows(FlowRepository flows, FlowViews views) {
        this.flows = flows;
        this.views = views;
    }

    /** A flow with every step of its life, whoever started it. */
    public Optional<FlowView> find(FlowId id) {
        return flows.findWithTransitionsByFlowId(id.value()).map(views::of);
    }
}
