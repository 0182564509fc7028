package dev.riskflow.flow.callback;

import dev.riskflow.flow.Binding;
import dev.riskflow.flow.FlowProblem;
import dev.riskflow.flow.FlowView;
import dev.riskflow.flow.Requester;
import dev.riskflow.flow.completion.CompletionQueue;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.life.FlowSettings;
import dev.riskflow.flow.life.FlowViews;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Secret;
import dev.riskflow.token.Grants;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A frontend confirms who came back; the code and the job that exchanges it are let go in one transaction. */
@Component
class ConfirmingFlow {

    private final FlowRepository flows;
    private final Grants grants;
    private final CompletionQueue queue;
    private final FlowSettings settings;
    private final FlowViews views;
    private final Clock clock;

    ConfirmingFlow(
            FlowRepository flows,
            Grants grants,
            CompletionQueue queue,
            FlowSettings settings,
            FlowViews views,
            Clock clock) {
        this.flows = flows;
        this.grants = grants;
        this.queue = queue;
        this.settings = settings;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Confirms; repeated, it changes nothing and gets the same answer.
     *
     * @param requester who asks; only their own flows are there for them
     * @throws FlowProblem if there is no such flow, it awaits no confirmation, or the proof is another
     */
    @Transactional
    public FlowView confirm(FlowId id, Requester requester, Secret proof) {
        Flow flow =
                flows.lock(id.value()).filter(found -> found.isOf(requester)).orElseThrow(FlowProblem::notFound);
        switch (flow.confirm(proof, clock.instant(), settings.deadline(flow.type()))) {
            case CONFIRMED -> {
                grants.presentNow(id);
                queue.enqueue(id);
            }
            case REPEATED -> {}
            case REFUSED -> throw FlowProblem.confirmationRefused();
            case NOT_AWAITED -> throw FlowProblem.notAwaitingConfirmation(notAwaited(flow));
            case TOO_LATE -> throw FlowProblem.notAwaitingConfirmation("The hour in which the code is good is over");
        }
        return views.of(flow);
    }

    private static String notAwaited(Flow flow) {
        return flow.binding() == Binding.CONFIRM
                ? "The flow is " + flow.status().text()
                : "The flow was not started with binding confirm";
    }
}
