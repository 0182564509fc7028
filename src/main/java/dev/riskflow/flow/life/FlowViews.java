package dev.riskflow.flow.life;

import dev.riskflow.flow.FlowView;
import dev.riskflow.flow.NextStep;
import dev.riskflow.token.Grants;
import org.springframework.stereotype.Component;

/** Says what a flow is now. What is next depends on its grant as well: access may be lost long after completion. */
@Component
public class FlowViews {

    private final Grants grants;

    FlowViews(Grants grants) {
        this.grants = grants;
    }

    public FlowView of(Flow flow) {
        boolean lost = flow.needsAccess() && grants.isLost(flow.id());
        return view(flow, lost ? flow.next().withoutAccess() : flow.next());
    }

    private static FlowView view(Flow flow, NextStep next) {
        return new FlowView(
                flow.id(),
                flow.type(),
                flow.userId(),
                flow.binding(),
                flow.status(),
                flow.reason(),
                next,
                flow.seq(),
                flow.createdAt(),
                flow.updatedAt(),
                flow.expiresAt(),
                flow.returnedAt(),
                flow.deadlineAt(),
                flow.consentUntil(),
                flow.renews(),
                flow.renewedBy(),
                flow.transitions().stream()
                        .map(step -> new FlowView.Step(step.seq(), step.status(), step.reason(), step.at()))
                        .toList());
    }
}
