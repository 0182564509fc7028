package dev.riskflow.provider;

import dev.riskflow.provider.ProviderException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * How the provider was when this instance last called it; nothing is called for the sake of being told. Several calls in
 * a row without an answer of use make it {@code DEGRADED}, and not {@code DOWN}: the service takes callbacks and shows
 * reports without it, so no instance gets better by being taken out of service or started again.
 */
@Component("providerHealthIndicator")
class ProviderHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    /** One may be chance. */
    private static final int SEVERAL = 3;

    /** Nothing was called for so long: what was seen then says nothing of now. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Clock clock;
    private volatile Seen seen = new Seen(Instant.MIN, 0);

    ProviderHealth(Clock clock) {
        this.clock = clock;
    }

    /** A call has ended. */
    synchronized void ended(@Nullable Kind failure) {
        seen = new Seen(clock.instant(), isOutage(failure) ? seen.inVain() + 1 : 0);
    }

    /** A refusal is an answer: the provider is there. */
    private static boolean isOutage(@Nullable Kind failure) {
        return switch (failure) {
            case NOT_SENT, UNAVAILABLE, UNREADABLE, NO_ANSWER -> true;
            case RATE_LIMITED, REJECTED -> false;
            case null -> false;
        };
    }

    @Override
    public Health health() {
        Seen now = seen;
        if (now.at().isBefore(clock.instant().minus(RECENT))) {
            return Health.unknown().build();
        }
        return Health.status(now.inVain() < SEVERAL ? Status.UP : DEGRADED)
                .withDetail("lastCall", now.at())
                .withDetail("callsInVain", now.inVain())
                .build();
    }

    /**
     * What was seen.
     *
     * @param at when the last call ended
     * @param inVain how many calls in a row brought no answer of use
     */
    private record Seen(Instant at, int inVain) {}
}
