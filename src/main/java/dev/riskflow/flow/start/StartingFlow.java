package dev.riskflow.flow.start;

import dev.riskflow.flow.Binding;
import dev.riskflow.flow.StartGate;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.life.FlowSettings;
import dev.riskflow.flow.life.NewFlows;
import dev.riskflow.flow.life.StartedFlow;
import dev.riskflow.flow.start.request.FlowOrder;
import dev.riskflow.flow.start.request.ReturnUrls;
import dev.riskflow.flow.start.request.StartFlowRequest;
import dev.riskflow.flow.start.request.StartRefused;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.provider.ProviderException;
import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.provider.ProviderException.Operation;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.provider.WidgetLink;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates a widget link at the provider and the flow that awaits its user's return. */
@Component
class StartingFlow {

    /** Of a state, and of a browser's key: 256 bits cannot be guessed; whoever brings one back had the link. */
    private static final int SECRET_BITS = 256;

    private static final Logger LOG = LoggerFactory.getLogger(StartingFlow.class);

    private final RiskReportProvider provider;
    private final FlowRepository flows;
    private final NewFlows newFlows;
    private final LinkSeals seals;
    private final LinkRequests linkRequests;
    private final ReturnUrls returnUrls;
    private final StartGate gate;
    private final FlowSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StartingFlow(
            RiskReportProvider provider,
            FlowRepository flows,
            NewFlows newFlows,
            LinkSeals seals,
            LinkRequests linkRequests,
            ReturnUrls returnUrls,
            StartGate gate,
            FlowSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.provider = provider;
        this.flows = flows;
        this.newFlows = newFlows;
        this.seals = seals;
        this.linkRequests = linkRequests;
        this.returnUrls = returnUrls;
        this.gate = gate;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What the callback must bring. */
    static Secret newState() {
        return Secret.random(SECRET_BITS);
    }

    /** The flow is stored once its link exists; a link whose flow could not be stored is never handed out. */
    LinkAnswer start(FlowOrder order) {
        return start(order, newState(), null).orElseThrow();
    }

    /**
     * The same, if it may.
     *
     * @param fence asked in the transaction that stores the flow: no means that nothing is stored, and the link is not
     *     handed out. Null if nothing is to be asked
     * @return empty if it was not stored
     * @throws StartRefused if its user, or the flow that it renews, was erased meanwhile
     */
    Optional<LinkAnswer> start(FlowOrder order, Secret state, @Nullable Predicate<FlowId> fence) {
        StartFlowRequest parameters = withReturnUrl(order.parameters());
        requireConfirmable(parameters);
        OptionalLong entered = enter(order.userId());
        WidgetLink link = provider.createWidgetLink(linkRequests.of(parameters, state));
        Secret browserKey = parameters.effectiveBinding() == Binding.BROWSER ? Secret.random(SECRET_BITS) : null;
        Instant now = clock.instant();
        Flow flow = new Flow(started(order, parameters, state, link, browserKey), now, settings.linkLifetime());
        return storeNew(flow, entered, fence)
                .map(stored -> LinkAnswer.of(stored, link.location(), Optional.ofNullable(browserKey), now));
    }

    /**
     * A browser that comes back by redirect, as one does from another app, brings the confirmation along the return URL
     * and by no other way: without one, the code would rest until its hour is over.
     */
    private static void requireConfirmable(StartFlowRequest parameters) {
        if (parameters.effectiveBinding() == Binding.CONFIRM && parameters.returnUrl() == null) {
            throw StartRefused.unconfirmable();
        }
    }

    /** Of an API client's one-time flow nobody knows whose it is: it can be erased once it is there. */
    private OptionalLong enter(@Nullable String user) {
        if (user == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(gate.enter(user).orElseThrow(StartRefused::erasureUnderWay));
    }

    /** A provider that gives an id twice is no more to be trusted with this flow than one that gives none. */
    private Optional<Flow> storeNew(Flow flow, OptionalLong entered, @Nullable Predicate<FlowId> fence) {
        try {
            return store(flow, entered, fence);
        } catch (DuplicateKeyException e) {
            LOG.error("flow {}: the provider gave this id to another start as well", flow.id());
            throw new ProviderException(Operation.CREATE_LINK, Kind.UNREADABLE, null, null, null);
        }
    }

    private Optional<Flow> store(Flow flow, OptionalLong entered, @Nullable Predicate<FlowId> fence) {
        if (flow.userId() == null && flow.renews() == null && fence == null) {
            newFlows.add(flow); // nothing else is to be true at its commit
            return Optional.of(flow);
        }
        return transaction.execute(status -> {
            requireNotErased(flow, entered);
            if (fence != null && !fence.test(flow.id())) {
                return Optional.empty();
            }
            newFlows.add(flow);
            return Optional.of(flow);
        });
    }

    /** A renewal is made of what the older flow holds: with that one gone, none of it may come back. */
    private void requireNotErased(Flow flow, OptionalLong entered) {
        String user = flow.userId();
        if (user != null && !gate.isOpen(user, entered.orElseThrow())) {
            throw StartRefused.erased();
        }
        FlowId renewed = flow.renews();
        if (renewed != null && flows.lock(renewed.value()).isEmpty()) {
            throw StartRefused.erased();
        }
    }

    /** The one that was asked for, or the configured one; so it stays the same in a renewal. */
    private StartFlowRequest withReturnUrl(StartFlowRequest parameters) {
        return parameters.returnUrl() != null
                ? parameters
                : parameters.withReturnUrl(returnUrls.first().map(URI::toString).orElse(null));
    }

    private StartedFlow started(
            FlowOrder order, StartFlowRequest parameters, Secret state, WidgetLink link, @Nullable Secret browserKey) {
        // Only ongoing flows are renewed; of the others nothing is kept that is not needed.
        boolean renewable = parameters.type() == FlowType.ONGOING;
        return new StartedFlow(
                link.id(),
                parameters.type(),
                order.client(),
                order.userId(),
                state.fingerprint(),
                parameters.effectiveBinding(),
                linkRequests.redirectUri(),
                parameters.returnUrl(),
                parameters.language(),
                seals.seal(link.id(), link.location(), browserKey, renewable ? parameters : null),
                order.renews());
    }
}
