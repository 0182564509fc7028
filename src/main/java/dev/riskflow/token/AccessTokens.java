package dev.riskflow.token;

import dev.riskflow.RequestTurns;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.NoTransaction;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import dev.riskflow.secrets.UnsealableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands out access tokens, from the committed row only, and has them renewed when they are due. A caller waits for
 * that for a while, and never refreshes for itself; what it can't have now is never called lost.
 */
@Component
class AccessTokens {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final GrantStore grants;
    private final Rotation rotation;
    private final TokenRequests requests;
    private final Sealer sealer;
    private final TokenSettings settings;
    private final RequestTurns turns;

    AccessTokens(
            GrantStore grants,
            Rotation rotation,
            TokenRequests requests,
            Sealer sealer,
            TokenSettings settings,
            RequestTurns turns) {
        this.grants = grants;
        this.rotation = rotation;
        this.requests = requests;
        this.sealer = sealer;
        this.settings = settings;
        this.turns = turns;
    }

    Access get(FlowId flow) {
        NoTransaction.require();
        Optional<GrantRow> row = grants.find(flow);
        if (row.isPresent() && isDue(row.get())) {
            GrantRow seen = row.get();
            row = turns.without(() -> renewed(flow, seen));
        }
        return row.map(found -> answer(flow, found)).orElseGet(Access.Gone::new);
    }

    /** Whether a rotation, or waiting for one, could bring something better than what is there. */
    private static boolean isDue(GrantRow row) {
        return row.mayBeClaimed() || (row.state() == GrantState.ROTATING && !row.fresh());
    }

    /** However many wait for a slow provider's answer, browsers that come back with a code are not kept waiting. */
    private Optional<GrantRow> renewed(FlowId flow, GrantRow seen) {
        awaitRenewal(flow, seen);
        return grants.find(flow);
    }

    private void awaitRenewal(FlowId flow, GrantRow seen) {
        try {
            requests.start(flow, () -> rotation.renew(flow, seen))
                    .get(settings.waitingLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("flow {}: a caller did not wait for the rotation under way", flow);
        } catch (ExecutionException e) {
            LOG.warn("flow {}: a rotation ended in {}", flow, String.valueOf(e.getCause()));
        } catch (RejectedExecutionException e) {
            LOG.info("flow {}: no rotation is begun, the service is stopping", flow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Access answer(FlowId flow, GrantRow row) {
        String token = row.sealedAccess();
        boolean usable = token != null && row.alive();
        return switch (row.state()) {
            case ACTIVE -> usable ? live(flow, row, token) : row.renewable() ? busy(row.waiting()) : over(flow);
            case IN_DOUBT -> usable ? live(flow, row, token) : busy(row.waiting());
            // A lease says when its holder is given up, not when the answer comes: worth asking for soon.
            case ROTATING -> usable ? live(flow, row, token) : busy(null);
            case CODE_RECEIVED, EXCHANGING -> busy(null);
            // Refused is the refresh token; an access token lives its hour.
            case REAUTHORIZE -> usable ? live(flow, row, token) : new Access.Lost(row.loss());
        };
    }

    private Access live(FlowId flow, GrantRow row, @Nullable String sealedToken) {
        if (sealedToken == null) {
            throw new IllegalStateException("A living token that is not there");
        }
        try {
            Secret token = sealer.open(sealedToken, Columns.ACCESS_TOKEN, flow.value());
            return new Access.Live(new AccessToken(token, row.generation()));
        } catch (UnsealableException e) { // another instance may have the key
            LOG.error("flow {}: not used, since it can't be opened here: {}", flow, e.getMessage());
            return busy(row.waiting());
        }
    }

    /** No refresh token came with it. That is found on use, as every loss is, and noted where losses are looked for. */
    private Access over(FlowId flow) {
        grants.giveUp(flow);
        return new Access.Lost(LossReason.GRANT_REFUSED);
    }

    private static Access busy(@Nullable Duration waiting) {
        return new Access.Busy(waiting == null || waiting.compareTo(SOON) < 0 ? SOON : waiting);
    }
}
