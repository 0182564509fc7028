package dev.riskflow.flow.events;

import dev.riskflow.flow.FlowStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A flow, as far as its followers need to know.
 *
 * @param status it has now
 * @param seq of its latest transition
 */
record FollowedFlow(String client, @Nullable String userId, Instant expiresAt, FlowStatus status, int seq) {

    /** Who comes back in a widget does so within a link's lifetime and this: then nobody is kept waiting any longer. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** When its streams end, whatever may still come. */
    Instant end() {
        return expiresAt.plus(GRACE);
    }
}
