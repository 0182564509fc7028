package dev.riskflow.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** How long we were asked to wait (RFC 9110, section 10.2.3): seconds, or a date in one of the three forms of 5.6.7. */
final class RetryAfter {

    /** A longer wait than any of our deadlines has a use for is a mistake of the sender's. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,18}");

    private RetryAfter() {}

    /** Null if there is none, or none that can be understood. */
    static @Nullable Duration read(HttpHeaders headers, Instant now) {
        String text = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (text == null) {
            return null;
        }
        if (SECONDS.matcher(text.strip()).matches()) {
            return bounded(Duration.ofSeconds(Long.parseLong(text.strip())));
        }
        try {
            var date = headers.getFirstZonedDateTime(HttpHeaders.RETRY_AFTER);
            return date == null ? null : bounded(Duration.between(now, date.toInstant()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
