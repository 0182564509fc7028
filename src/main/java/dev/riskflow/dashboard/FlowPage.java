package dev.riskflow.dashboard;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.FlowView;
import dev.riskflow.token.GrantStory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow's page.
 *
 * @param grant what became of its tokens; none before a code came
 * @param live whether it changes by itself
 */
record FlowPage(FlowView flow, @Nullable GrantStory grant, List<Step> steps, boolean live) {

    static FlowPage of(FlowView flow, @Nullable GrantStory grant) {
        boolean live = switch (flow.status()) {
            case AWAITING_USER, AWAITING_CONFIRMATION, AUTHORIZED, FETCHING -> true;
            case COMPLETED, CANCELLED, FAILED, EXPIRED -> false;
        };
        return new FlowPage(flow, grant, Step.of(flow.transitions()), live);
    }

    public String version() {
        return Live.version(this);
    }

    /** What to do, as messages name it: by the reason of a failure, else by where the flow stands. */
    public String todo() {
        if (flow.reason() != null) {
            return "dashboard.todo." + flow.reason().text();
        }
        boolean lost = grant != null && "REAUTHORIZE".equals(grant.state());
        return flow.status() == FlowStatus.COMPLETED && lost
                ? "dashboard.todo.reauthorize"
                : "dashboard.todo." + flow.status().text();
    }

    /**
     * One step of a flow's life.
     *
     * @param cause what led to it, as messages name it
     * @param after how long the flow had stood where it was before; none of the first
     */
    record Step(
            FlowStatus status,
            String cause,
            Instant at,
            @Nullable Duration after) {

        static List<Step> of(List<FlowView.Step> transitions) {
            List<Step> steps = new ArrayList<>();
            FlowView.Step before = null;
            for (FlowView.Step transition : transitions) {
                steps.add(new Step(
                        transition.status(),
                        cause(transition, before == null ? null : before.status()),
                        transition.at(),
                        before == null ? null : Duration.between(before.at(), transition.at())));
                before = transition;
            }
            return steps;
        }

        private static String cause(FlowView.Step step, @Nullable FlowStatus before) {
            if (step.reason() != null) {
                return "dashboard.reason." + step.reason().text();
            }
            String cause = "dashboard.cause." + step.status().text();
            boolean told = step.status() == FlowStatus.AUTHORIZED || step.status() == FlowStatus.FETCHING;
            return told && before != null ? cause + ".after." + before.text() : cause;
        }
    }
}
