package dev.riskflow.token;

import dev.riskflow.provider.IssuedTokens;
import dev.riskflow.provider.ProviderException;
import dev.riskflow.provider.ProviderSettings;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import dev.riskflow.secrets.UnsealableException;
import dev.riskflow.token.ExchangeOutcome.Granted;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Presents what was claimed to the provider, once, and persists what comes back before anything else happens. No
 * connection or transaction is held while the provider answers.
 */
@Component
class Presentation {

    private static final Logger LOG = LoggerFactory.getLogger(Presentation.class);

    private final RiskReportProvider provider;
    private final CodeStore codes;
    private final RotationStore rotations;
    private final Sealer sealer;
    private final Persistence persistence;
    private final TokenSettings settings;
    private final TokenMetrics metrics;
    private final Clock clock;
    private final Duration sendWithin;

    Presentation(
            RiskReportProvider provider,
            CodeStore codes,
            RotationStore rotations,
            Sealer sealer,
            Persistence persistence,
            TokenSettings settings,
            ProviderSettings providerSettings,
            TokenMetrics metrics,
            @Qualifier("machineClock") Clock clock) {
        Duration request = providerSettings.tokenReadTimeout().plus(providerSettings.connectTimeout());
        settings.requireLeaseToOutlive(request);
        this.provider = provider;
        this.codes = codes;
        this.rotations = rotations;
        this.sealer = sealer;
        this.persistence = persistence;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.sendWithin = settings.lease().minus(request);
    }

    /** To be taken before a claim, whose lease runs from then on. */
    Moment moment() {
        return Moment.now(clock);
    }

    /** Presents a code; empty unless its tokens are stored. */
    Optional<Granted> exchange(Claim claim, Moment claimedAt) {
        AtomicReference<@Nullable AccessToken> fresh = new AtomicReference<>();
        URI redirectUri = Objects.requireNonNull(claim.redirectUri());
        RequestOutcome outcome = present(claim, Columns.CODE, claimedAt, new Request() {
            @Override
            public IssuedTokens send(Secret code) {
                return provider.exchange(claim.flow(), code, redirectUri);
            }

            @Override
            public boolean store(Secret code, IssuedTokens tokens, Duration elapsed) {
                SealedTokens sealed = SealedTokens.of(claim.flow(), tokens, null, elapsed, sealer, settings);
                boolean stored = codes.store(claim, sealed);
                if (stored && sealed.freshFor().isPositive()) {
                    fresh.set(new AccessToken(tokens.accessToken(), claim.generation() + 1));
                }
                return stored;
            }

            @Override
            public boolean failed(RequestOutcome failure, Duration notBefore) {
                return switch (failure) {
                    case REFUSED -> codes.refuse(claim);
                    case NOT_SENT, RATE_LIMITED, REJECTED, IN_DOUBT -> codes.release(claim, failure, notBefore);
                    case STORED, HOLDER_LOST, SUPERSEDED -> throw new IllegalArgumentException(failure.name());
                };
            }
        });
        metrics.count(RequestCause.EXCHANGE, outcome);
        return outcome == RequestOutcome.STORED ? Optional.of(new Granted(fresh.get())) : Optional.empty();
    }

    /** Presents a refresh token. */
    void rotate(Claim claim, Moment claimedAt) {
        RequestOutcome outcome = present(claim, Columns.REFRESH_TOKEN, claimedAt, new Request() {
            @Override
            public IssuedTokens send(Secret refreshToken) {
                return provider.refresh(claim.flow(), refreshToken);
            }

            @Override
            public boolean store(Secret refreshToken, IssuedTokens tokens, Duration elapsed) {
                return rotations.store(
                        claim, SealedTokens.of(claim.flow(), tokens, refreshToken, elapsed, sealer, settings));
            }

            @Override
            public boolean failed(RequestOutcome failure, Duration notBefore) {
                return switch (failure) {
                    case REFUSED -> rotations.refuse(claim);
                    case NOT_SENT, RATE_LIMITED, REJECTED -> rotations.backOff(claim, failure, notBefore);
                    case IN_DOUBT -> rotations.doubt(claim, settings.inDoubtQuarantine(), notBefore);
                    case STORED, HOLDER_LOST, SUPERSEDED -> throw new IllegalArgumentException(failure.name());
                };
            }
        });
        metrics.count(claim.cause(), outcome);
    }

    private RequestOutcome present(Claim claim, SealedColumn column, Moment claimedAt, Request request) {
        Moment start = moment();
        if (claimedAt.passed(clock).compareTo(sendWithin) > 0) { // we slept: the lease would not cover the request
            LOG.warn(
                    "flow {}: not sent, since too little was left of the lease; if that is often so, riskflow.token.lease"
                            + " is short, or the database slow",
                    claim.flow());
            return ended(request, RequestOutcome.NOT_SENT, Duration.ZERO);
        }
        Secret grant;
        try {
            grant = sealer.open(claim.sealedGrant(), column, claim.flow().value());
        } catch (UnsealableException e) { // another instance may have the key
            LOG.error("flow {}: not sent, since it can't be opened here: {}", claim.flow(), e.getMessage());
            return ended(request, RequestOutcome.NOT_SENT, Duration.ZERO);
        }
        IssuedTokens tokens;
        try {
            tokens = request.send(grant);
        } catch (ProviderException failure) {
            return failed(claim, request, failure);
        }
        boolean[] stored = new boolean[1];
        persistence.untilStored(() -> stored[0] = request.store(grant, tokens, start.passed(clock)));
        if (!stored[0]) {
            LOG.warn("flow {}: tokens came, and are dropped: newer ones are stored, or nobody needs any", claim.flow());
        }
        return stored[0] ? RequestOutcome.STORED : RequestOutcome.SUPERSEDED;
    }

    private static RequestOutcome failed(Claim claim, Request request, ProviderException failure) {
        RequestOutcome outcome = RequestOutcome.of(failure);
        if (outcome == RequestOutcome.REJECTED) {
            LOG.error("flow {}: the provider rejects our token requests: {}", claim.flow(), failure.getMessage());
        }
        Duration wait = failure.retryAfter();
        return ended(request, outcome, wait == null ? Duration.ZERO : wait);
    }

    /** What a stale holder saw changed nothing: it is counted as the ledger has it. */
    private static RequestOutcome ended(Request request, RequestOutcome outcome, Duration notBefore) {
        return request.failed(outcome, notBefore) ? outcome : RequestOutcome.SUPERSEDED;
    }

    /** What differs between an exchange and a rotation. */
    private interface Request {

        /** @param grant the code or refresh token */
        IssuedTokens send(Secret grant);

        boolean store(Secret grant, IssuedTokens tokens, Duration elapsed);

        /** Whether the claim was still its holder's. */
        boolean failed(RequestOutcome failure, Duration notBefore);
    }
}
