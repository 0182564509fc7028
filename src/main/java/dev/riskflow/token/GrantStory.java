package dev.riskflow.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the back office sees it: never a token.
 *
 * @param state as stored: CODE_RECEIVED, EXCHANGING, ACTIVE, ROTATING, IN_DOUBT, REAUTHORIZE; null once the tokens were
 *     deleted
 * @param reason why there is no access; only in REAUTHORIZE
 * @param generation how many tokens it has had; 0: none yet
 * @param failures requests in a row that failed without a doubt
 * @param nextAttemptAt before which no request is made
 * @param userActiveAt when the user last went through the widget
 * @param daysLeft until the provider ends access for want of user activity; zero if that is past
 * @param requests every token request, oldest first
 */
public record GrantStory(
        @Nullable String state,
        @Nullable LossReason reason,
        int generation,
        int failures,
        @Nullable Duration quarantine,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant userActiveAt,
        @Nullable Long daysLeft,
        List<Entry> requests) {

    /**
     * One token request.
     *
     * @param generation that was presented; 0: the code
     * @param cause EXCHANGE, USE, KEEP_ALIVE or PROBE
     * @param outcome STORED, REFUSED, NOT_SENT, RATE_LIMITED, REJECTED, IN_DOUBT, HOLDER_LOST or SUPERSEDED; null while
     *     it is under way
     */
    public record Entry(
            int generation,
            String cause,
            @Nullable String outcome,
            Instant startedAt,
            @Nullable Duration duration) {}
}
