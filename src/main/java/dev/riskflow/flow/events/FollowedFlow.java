package dev.riskflow.flow.events;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A flow, as far as its followers need to know.
 *
 * @param seq of its latest transition
 */
record FollowedFlow(String client, @Nullable String userId, Instant expiresAt, int seq) {

    /** Who comes back in a widget does so within a link's lifetime and this: then nobody is kept waiting any longer. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** When its streams end, whatever may still come. */
    Instant end() {
        return expiresAt.plus(GRACE);
    }
}
