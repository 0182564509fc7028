package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.IssuedTokens;
import dev.riskflow.provider.ProviderException;
import dev.riskflow.provider.ProviderSettings;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Turns a code into stored tokens. A code is single-use, so the attempt is claimed and committed before it is sent,
 * and what comes back is persisted before anything else happens. No connection is held while the provider answers.
 */
@Component
class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final GrantStore store;
    private final Sealer sealer;
    private final RiskReportProvider provider;
    private final Persistence persistence;
    private final TokenSettings settings;

    Exchange(
            GrantStore store,
            Sealer sealer,
            RiskReportProvider provider,
            Persistence persistence,
            TokenSettings settings,
            ProviderSettings providerSettings) {
        settings.requireLeaseToOutlive(providerSettings.tokenReadTimeout().plus(providerSettings.connectTimeout()));
        this.store = store;
        this.sealer = sealer;
        this.provider = provider;
        this.persistence = persistence;
        this.settings = settings;
    }

    ExchangeOutcome attempt(FlowId flow) {
        Optional<Claim> claim = store.claimExchange(flow, UUID.randomUUID(), settings.lease());
        if (claim.isPresent()) {
            present(claim.get());
        } else {
            store.expireCode(flow);
        }
        return outcome(flow);
    }

    private void present(Claim claim) {
        FlowId flow = claim.flow();
        Secret code = sealer.open(claim.sealedCode(), Columns.CODE, flow.value());
        long start = System.nanoTime();
        IssuedTokens tokens;
        try {
            tokens = provider.exchange(flow, code, URI.create(claim.redirectUri()));
        } catch (ProviderException failure) {
            failed(claim, failure);
            return;
        }
        persistence.untilStored(() -> store(flow, tokens, start));
    }

    private void store(FlowId flow, IssuedTokens tokens, long start) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        Secret refresh = tokens.refreshToken();
        boolean stored = store.storeTokens(
                flow,
                sealer.seal(tokens.accessToken(), Columns.ACCESS_TOKEN, flow.value()),
                tokens.expiresIn().minus(elapsed),
                refresh == null ? null : sealer.seal(refresh, Columns.REFRESH_TOKEN, flow.value()));
        if (!stored) {
            LOG.warn("flow {}: tokens came, and are dropped: others are stored, or the flow was deleted", flow);
        }
    }

    private void failed(Claim claim, ProviderException failure) {
        if (failure.isInvalidGrant()) {
            store.refuseCode(claim);
            return;
        }
        boolean doubt = switch (failure.kind()) {
            case NOT_SENT, RATE_LIMITED, REJECTED -> false;
            case UNAVAILABLE, UNREADABLE, NO_ANSWER -> true;
        };
        if (failure.kind() == ProviderException.Kind.REJECTED) {
            LOG.error("flow {}: the provider rejects our token requests: {}", claim.flow(), failure.getMessage());
        }
        store.releaseClaim(claim, doubt, failure.retryAfter());
    }

    ExchangeOutcome outcome(FlowId flow) {
        return store.find(flow).map(Exchange::outcome).orElseGet(ExchangeOutcome.Gone::new);
    }

    private static ExchangeOutcome outcome(GrantRow row) {
        return switch (row.state()) {
            case CODE_RECEIVED, EXCHANGING -> new ExchangeOutcome.Later(row.waiting());
            case ACTIVE -> new ExchangeOutcome.Granted();
            case REAUTHORIZE -> {
                LossReason reason = row.reason();
                if (reason == null) {
                    throw new IllegalStateException("A lost grant without a reason");
                }
                yield new ExchangeOutcome.Lost(reason);
            }
        };
    }
}
