package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The token service, as other modules see it. A flow has at most one grant. */
@Component
public class Grants {

    /** How long a code can be exchanged (contract, "Tokens"). */
    private static final Duration CODE_LIFETIME = Duration.ofHours(1);

    private final GrantStore store;
    private final Sealer sealer;
    private final Exchange exchange;

    Grants(GrantStore store, Sealer sealer, Exchange exchange) {
        this.store = store;
        this.sealer = sealer;
        this.exchange = exchange;
    }

    /**
     * Keeps a code until it is exchanged, in the caller's transaction, so that it is kept together with what the
     * caller notes about it, or not at all.
     *
     * @param redirectUri the one that the widget link was created with; the exchange has to repeat it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public CodeAcceptance accept(FlowId flow, Secret code, URI redirectUri) {
        String sealed = sealer.seal(code, Columns.CODE, flow.value());
        if (store.acceptCode(flow, sealed, code.fingerprint(), CODE_LIFETIME, redirectUri)) {
            return CodeAcceptance.ACCEPTED;
        }
        boolean granted = store.find(flow).map(row -> row.generation() > 0).orElse(false);
        return granted ? CodeAcceptance.NOT_NEEDED : CodeAcceptance.REPEATED;
    }

    /** Exchanges the accepted code, unless that is done or under way. Safe to call again, from anywhere. */
    @Transactional(propagation = Propagation.NEVER)
    public ExchangeOutcome exchange(FlowId flow) {
        return exchange.attempt(flow);
    }

    /** Where the exchange stands, without attempting it. */
    public ExchangeOutcome outcome(FlowId flow) {
        return exchange.outcome(flow);
    }

    /** The access token, while it lives. */
    public Optional<Secret> findAccessToken(FlowId flow) {
        return store.findLiveAccessToken(flow).map(token -> sealer.open(token, Columns.ACCESS_TOKEN, flow.value()));
    }

    /** Deletes the flow's tokens for good. */
    public void discard(FlowId flow) {
        store.delete(flow);
    }
}
