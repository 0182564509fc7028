package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
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
    public static final Duration CODE_LIFETIME = Duration.ofHours(1);

    private final CodeStore codes;
    private final GrantStore grants;
    private final Sealer sealer;
    private final Exchange exchange;
    private final AccessTokens accessTokens;
    private final GrantStories stories;

    Grants(
            CodeStore codes,
            GrantStore grants,
            Sealer sealer,
            Exchange exchange,
            AccessTokens accessTokens,
            GrantStories stories) {
        this.codes = codes;
        this.grants = grants;
        this.sealer = sealer;
        this.exchange = exchange;
        this.accessTokens = accessTokens;
        this.stories = stories;
    }

    /**
     * Keeps a code until it is exchanged, in the caller's transaction, so that it is kept together with what the
     * caller notes about it, or not at all.
     *
     * @param type ongoing grants are kept alive
     * @param redirectUri what the exchange sends for a flow of which nobody knows what its link was made with
     * @return whether it waits for its exchange now: not if it was brought before, or tokens are stored already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean accept(FlowId flow, FlowType type, Secret code, URI redirectUri) {
        ReceivedCode received = new ReceivedCode(
                sealer.seal(code, Columns.CODE, flow.value()),
                code.fingerprint(),
                CODE_LIFETIME,
                redirectUri,
                sealer.primaryKeyId());
        return codes.accept(flow, type, received);
    }

    /** Lets the code just accepted rest until {@link #presentNow}; in the same transaction, so that nobody is quicker. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(FlowId flow) {
        codes.hold(flow);
    }

    /** What waits may be presented from now on: a code that was held, or what the provider had asked for patience with. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void presentNow(FlowId flow) {
        codes.presentNow(flow);
    }

    /** What the flow's grant is still good for, without asking the provider. */
    public Prospect prospect(FlowId flow) {
        return grants.find(flow).map(Prospect::of).orElse(Prospect.NONE);
    }

    /** The same, and it stays so until the caller's transaction ends: tokens that come late are stored after it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Prospect lastingProspect(FlowId flow) {
        return grants.lock(flow).map(Prospect::of).orElse(Prospect.NONE);
    }

    /** Whether only the user can give access anew; an access token that was got before may still live out its hour. */
    public boolean isLost(FlowId flow) {
        return grants.find(flow)
                .map(row -> row.state() == GrantState.REAUTHORIZE)
                .orElse(false);
    }

    /** Exchanges the accepted code, unless that is done or under way. Safe to call again, from anywhere. */
    public ExchangeOutcome exchange(FlowId flow) {
        return exchange.attempt(flow);
    }

    /** Where the exchange stands, without attempting it. */
    public ExchangeOutcome outcome(FlowId flow) {
        return exchange.outcome(flow);
    }

    /** An access token that lives, renewed if that was due. May wait, for {@code riskflow.token.waiting-limit}. */
    public Access access(FlowId flow) {
        return accessTokens.get(flow);
    }

    /**
     * The provider refused this very token before its time: the next {@link #access} renews it. Where that can't be done,
     * it gives the same one again, until it is refused after its grant was.
     */
    public void refused(FlowId flow, AccessToken token) {
        grants.becomeDue(flow, token.generation());
    }

    /** What became of the flow's tokens: states, requests, days left. Never a token. */
    public Optional<GrantStory> story(FlowId flow) {
        return stories.find(flow);
    }

    /** Deletes the flow's tokens for good. */
    public void discard(FlowId flow) {
        grants.delete(flow);
    }
}
