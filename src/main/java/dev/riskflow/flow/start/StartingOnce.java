package dev.riskflow.flow.start;

import dev.riskflow.flow.start.once.IdempotencyClaim;
import dev.riskflow.flow.start.once.IdempotencyKey;
import dev.riskflow.flow.start.once.IdempotencyRow;
import dev.riskflow.flow.start.once.IdempotencyStore;
import dev.riskflow.flow.start.request.FlowOrder;
import dev.riskflow.flow.start.request.StartRefused;
import dev.riskflow.provider.ProviderSettings;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Starts one flow for all requests with one {@link IdempotencyKey}, in whatever process. The key is claimed, with the
 * flow's state, before the provider is called; only a stored flow keeps it.
 */
@Component
class StartingOnce {

    /** For what follows the call: a connection of the pool, which may be waited for, and a commit. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final StartingFlow startingFlow;
    private final IdempotencyStore keys;
    private final HandedOutLinks links;
    private final RiskReportProvider provider;
    private final Sealer sealer;
    private final Duration lease;

    StartingOnce(
            StartingFlow startingFlow,
            IdempotencyStore keys,
            HandedOutLinks links,
            RiskReportProvider provider,
            ProviderSettings settings,
            Sealer sealer) {
        this.startingFlow = startingFlow;
        this.keys = keys;
        this.links = links;
        this.provider = provider;
        this.sealer = sealer;
        // The turn is waited for before the claim, so the call is all that can take long. One that takes longer still
        // costs a link that nobody gets: the claim is fenced.
        lease = settings.connectTimeout().plus(settings.readTimeout()).plus(MARGIN);
    }

    /**
     * The answer to a request: the first time by starting the flow, from then on from what is stored.
     *
     * @param key without one, each request starts a flow
     * @param request all that makes it this request and no other, as text
     * @param order what it asks for, if it has to be done
     * @throws StartRefused if another request had this key, or the same one is under way, or its link is over
     */
    LinkAnswer start(Optional<IdempotencyKey> key, String client, String request, Supplier<FlowOrder> order) {
        return key.map(known -> start(known.of(client), request, order))
                .orElseGet(() -> startingFlow.start(order.get()));
    }

    private LinkAnswer start(String id, String request, Supplier<FlowOrder> order) {
        Optional<IdempotencyRow> known = keys.find(id);
        if (known.isPresent() && !known.get().isAbandoned()) {
            return answer(known.get(), request);
        }
        known.ifPresent(row -> requireSame(row, request));
        FlowOrder wanted = order.get();
        AtomicReference<@Nullable LinkAnswer> started = new AtomicReference<>();
        provider.inTurn(() -> started.set(claimAndStart(id, known, request, wanted)));
        LinkAnswer answer = started.get();
        return answer != null ? answer : answer(keys.find(id).orElseThrow(StartRefused::inProgress), request);
    }

    /** Null if somebody else was quicker. */
    private @Nullable LinkAnswer claimAndStart(
            String id, Optional<IdempotencyRow> known, String request, FlowOrder order) {
        Secret state = known.map(this::state).orElseGet(StartingFlow::newState);
        IdempotencyClaim claim = new IdempotencyClaim(id, UUID.randomUUID(), state);
        try {
            boolean isOurs =
                    known.isPresent() ? keys.takeOver(known.get(), claim.attempt(), lease) : claim(claim, request);
            return isOurs
                    ? startingFlow
                            .start(order, state, flow -> keys.settle(claim, flow))
                            .orElse(null)
                    : null;
        } catch (RuntimeException e) { // of the claim, too: it may be committed, and only its answer lost
            release(claim, e);
            throw e;
        }
    }

    private boolean claim(IdempotencyClaim claim, String request) {
        String sealedState = sealer.seal(claim.state(), FlowColumns.STATE, claim.id());
        return keys.claim(claim, hash(claim.state(), request), sealedState, sealer.primaryKeyId(), lease);
    }

    /** Where the database is away, the lease does it. */
    private void release(IdempotencyClaim claim, RuntimeException failure) {
        try {
            keys.release(claim);
        } catch (DataAccessException | TransactionException e) {
            failure.addSuppressed(e);
        }
    }

    private LinkAnswer answer(IdempotencyRow row, String request) {
        requireSame(row, request);
        if (row.flow() == null) {
            throw StartRefused.inProgress();
        }
        return links.find(row.flow()).orElseThrow(StartRefused::linkGone);
    }

    private void requireSame(IdempotencyRow row, String request) {
        if (!MessageDigest.isEqual(row.requestHash(), hash(state(row), request))) {
            throw StartRefused.keyReused();
        }
    }

    private Secret state(IdempotencyRow row) {
        return sealer.open(row.sealedState(), FlowColumns.STATE, row.id());
    }

    /** Salted with the state, which only the key ring can open: nobody can try names or account numbers on it. */
    private static byte[] hash(Secret state, String request) {
        return Secret.of(state.reveal() + '\n' + request).fingerprint();
    }
}
