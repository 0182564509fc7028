package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.RiskReportProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
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
        Optional<GrantRow> row = grants.find(flow);
        while (row.isPresent() && !isSettled(row.get())) {
            if (row.get().state() == GrantState.ROTATING) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            } else {
                int generation = row.get().generation();
                provider.inTurn(() -> claimAndPresent(flow, generation));
            }
            row = grants.find(flow);
        }
    }

    /** Fenced on the generation that was read: if another process renewed it since, there is nothing to claim. */
    private void claimAndPresent(FlowId flow, int generation) {
        long claimedAt = System.nanoTime();
        rotations
                .claim(flow, generation, UUID.randomUUID(), settings.lease())
                .ifPresent(claim -> presentation.rotate(claim, claimedAt));
    }

    private static boolean isSettled(GrantRow row) {
        return switch (row.state()) {
            case CODE_RECEIVED, EXCHANGING, REAUTHORIZE -> true;
            case ACTIVE -> row.fresh() || !row.renewable() || row.waiting() != null;
            case IN_DOUBT -> row.waiting() != null;
            // Its holder is gone; the sweep puts it in doubt, and nobody presents it before.
            case ROTATING -> row.waiting() == null;
        };
    }
}
