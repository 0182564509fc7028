package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.RiskReportProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Renews a grant's tokens if nobody else does; if somebody else does, in whatever process, waits for what they commit.
 * Runs apart from its callers (see {@link TokenRequests}).
 */
@Component
class Rotation {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final GrantStore grants;
    private final RotationStore rotations;
    private final Presentation presentation;
    private final RiskReportProvider provider;
    private final TokenSettings settings;

    Rotation(
            GrantStore grants,
            RotationStore rotations,
            Presentation presentation,
            RiskReportProvider provider,
            TokenSettings settings) {
        this.grants = grants;
        this.rotations = rotations;
        this.presentation = presentation;
        this.provider = provider;
        this.settings = settings;
    }

    /** Returns once there is nothing to do or to wait for: renewed, lost, in doubt, or backing off. */
    void renew(FlowId flow) {
        grants.find(flow).ifPresent(row -> renew(flow, row));
    }

    /**
     * The same.
     *
     * @param seen the grant as it was a moment ago: if it is another one by now, nothing can be claimed, and it is looked at
     */
    void renew(FlowId flow, GrantRow seen) {
        Optional<GrantRow> row = Optional.of(seen);
        while (row.isPresent() && (row.get().mayBeClaimed() || isUnderWay(row.get()))) {
            if (isUnderWay(row.get())) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            } else if (claimAndPresentInTurn(flow, row.get().generation())) {
                return; // at most one request: tokens that are due again at once must not make it a loop
            }
            row = grants.find(flow);
        }
    }

    private boolean claimAndPresentInTurn(FlowId flow, int generation) {
        AtomicBoolean presented = new AtomicBoolean();
        provider.inTurn(() -> presented.set(claimAndPresent(flow, generation)));
        return presented.get();
    }

    /** Fenced on the generation that was read: if another process renewed it since, there is nothing to claim. */
    private boolean claimAndPresent(FlowId flow, int generation) {
        Moment claimedAt = presentation.moment();
        Optional<Claim> claim = rotations.claim(flow, generation, UUID.randomUUID(), settings.lease());
        claim.ifPresent(given -> presentation.rotate(given, claimedAt));
        return claim.isPresent();
    }

    /** A rotation whose holder is gone is not waited for: the sweep puts it in doubt, and nobody presents it before. */
    private static boolean isUnderWay(GrantRow row) {
        return row.state() == GrantState.ROTATING && row.waiting() != null;
    }
}
