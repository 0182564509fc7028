package dev.riskflow.flow.events;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.life.Flow;
import java.time.Duration;
import java.time.Instant;

/**
 * A flow as it is when somebody begins to follow it.
 *
 * @param end of its streams, whatever may still come
 * @param seq of its latest transition
 */
record FollowedFlow(FlowStatus status, int seq, Instant end) {

    /** Who comes back in a widget does so within a link's lifetime and this: then nobody is kept waiting any longer. */
    private static final Duration GRACE = Duration.ofHours(1);

    static FollowedFlow of(Flow flow) {
        return new FollowedFlow(flow.status(), flow.seq(), flow.expiresAt().plus(GRACE));
    }
}
