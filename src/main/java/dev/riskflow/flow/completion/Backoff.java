package dev.riskflow.flow.completion;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long a job waits before it tries again: exponential from one second, capped at 30, half of it jitter. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofSeconds(30);
    private static final int DOUBLINGS_TO_CAP = 5;

    private Backoff() {}

    /**
     * The wait after so many failed attempts.
     *
     * @param notBefore what the provider, or a lease, asks us to wait at least
     */
    static Duration after(int failures, @Nullable Duration notBefore) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_TO_CAP));
        long longest = Math.min(doubled.toMillis(), CAP.toMillis());
        Duration wait = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        return notBefore != null && notBefore.compareTo(wait) > 0 ? notBefore : wait;
    }
}
