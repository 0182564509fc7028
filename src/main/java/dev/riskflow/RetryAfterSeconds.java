package dev.riskflow;

import java.time.Duration;

/** The value of {@code Retry-After} in an answer of ours: whole seconds (RFC 9110, section 10.2.3). */
public final class RetryAfterSeconds {

    private static final Duration NEARLY_ONE = Duration.ofSeconds(1).minusNanos(1);

    private RetryAfterSeconds() {}

    /** Rounded up, and at least one: who comes back after so long is not sent away again for having come too early. */
    public static String of(Duration wait) {
        return Long.toString(Math.max(1, wait.plus(NEARLY_ONE).toSeconds()));
    }
}
