package dev.riskflow.flow.start;

import dev.riskflow.flow.FlowProblem;
import dev.riskflow.flow.Requester;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.start.once.IdempotencyKey;
import dev.riskflow.flow.start.request.FlowOrder;
import dev.riskflow.flow.start.request.ReturnUrls;
import dev.riskflow.flow.start.request.StartFlowRequest;
import dev.riskflow.flow.start.request.StartRefused;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Starts a flow that is to take over from an ongoing one, whose access was lost or whose consent ends: for the same
 * user, of the same parameters. The old flow stays as it is until the new one has completed.
 */
@Component
class RenewingFlow {

    private final FlowRepository flows;
    private final StartingOnce startingOnce;
    private final LinkSeals seals;
    private final ReturnUrls returnUrls;

    RenewingFlow(FlowRepository flows, StartingOnce startingOnce, LinkSeals seals, ReturnUrls returnUrls) {
        this.flows = flows;
        this.startingOnce = startingOnce;
        this.seals = seals;
        this.returnUrls = returnUrls;
    }

    /**
     * A new link. Another client's flow is not found, so that ids can't be probed. A repetition is answered before
     * anything else is asked: the flow may have been renewed by the very request that is repeated.
     *
     * @throws StartRefused if the flow can't be renewed
     */
    LinkAnswer renew(FlowId id, Requester requester, Optional<IdempotencyKey> key) {
        Flow flow = flows.findById(id.value())
                .filter(found -> found.isOf(requester))
                .orElseThrow(FlowProblem::notFound);
        return startingOnce.start(key, requester.name(), "renewal " + id, () -> order(flow));
    }

    private FlowOrder order(Flow flow) {
        if (flow.type() == FlowType.ONE_TIME) {
            throw StartRefused.oneTime();
        }
        FlowId successor = flow.renewedBy();
        if (successor != null) {
            throw StartRefused.alreadyRenewed(successor);
        }
        StartFlowRequest parameters = seals.parameters(flow).orElseThrow(StartRefused::notRenewable);
        return new FlowOrder(flow.client(), flow.userId(), withAllowedReturnUrl(parameters), flow.id());
    }

    /** The allow-list may have changed since; then the browser goes where it goes by default. */
    private StartFlowRequest withAllowedReturnUrl(StartFlowRequest parameters) {
        String url = parameters.returnUrl();
        return url == null || returnUrls.allow(url) ? parameters : parameters.withReturnUrl(null);
    }
}
