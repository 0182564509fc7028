package dev.riskflow.flow;

import dev.riskflow.token.Grants;
import org.springframework.stereotype.Component;

/** Says what a flow is now. What is next depends on its grant as well: access may be lost long after completion. */
@Component
class FlowViews {

    private final Grants grants;

    FlowViews(Grants grants) {
        this.grants = grants;
    }

    FlowView of(Flow flow) {
        boolean lost = flow.needsAccess() && grants.isLost(flow.id());
        return FlowView.of(flow, lost ? flow.next().withoutAccess() : flow.next());
    }
}
