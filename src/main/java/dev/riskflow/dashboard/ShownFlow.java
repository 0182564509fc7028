package dev.riskflow.dashboard;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.FlowView;
import dev.riskflow.flow.NextStep;
import dev.riskflow.provider.FlowType;
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
 * @param retryable whether completion can be tried again by hand
 */
record ShownFlow(FlowView flow, @Nullable GrantStory grant, List<Step> steps, boolean live, boolean retryable) {

    static ShownFlow of(FlowView flow, @Nullable GrantStory grant, boolean retryable) {
        boolean live = switch (flow.status()) {
            case AWAITING_USER, AWAITING_CONFIRMATION, AUTHORIZED, FETCHING -> true;
            case COMPLETED, CANCELLED, FAILED, EXPIRED -> false;
        };
        return new ShownFlow(flow, grant, Step.of(flow.transitions()), live, retryable);
    }

    public String version() {
        return Live.version(this);
    }

    /** What to do, as messages name it: nothing where another flow took over; by the reason of a failure; or by where it stands. */
    public String todo() {
        if (flow.renewedBy() != null) {
            return "dashboard.todo.renewed";
        }
        if (flow.reason() != null) {
            return "dashboard.todo." + flow.reason().text();
        }
        return "dashboard.todo."
                + (isWithoutAccess() ? "reauthorize" : flow.status().text());
    }

    /** The colour of what is to be read first; words say the same. */
    public String tone() {
        return switch (flow.status()) {
            case COMPLETED -> isWithoutAccess() ? "warn" : "ok";
            case FAILED -> "bad";
            case AWAITING_USER, AWAITING_CONFIRMATION, AUTHORIZED, FETCHING, CANCELLED, EXPIRED -> "";
        };
    }

    /** Whether there is one that still matters. */
    public boolean isDeadline() {
        return live && flow.deadlineAt() != null;
    }

    /** Until an ongoing flow's access ends for want of its user; null where that says nothing. */
    public @Nullable Long daysLeft() {
        return grant == null || isLost(grant) || flow.type() != FlowType.ONGOING ? null : grant.daysLeft();
    }

    private boolean isWithoutAccess() {
        return flow.status() == FlowStatus.COMPLETED && flow.next() == NextStep.RENEW;
    }

    private static boolean isLost(GrantStory grant) {
        return "REAUTHORIZE".equals(grant.state());
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
