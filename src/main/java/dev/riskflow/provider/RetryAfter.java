package dev.riskflow.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** How long we were asked to wait (RFC 9110, section 10.2.3): seconds, or a date in one of the three forms of 5.6.7. */
final class RetryAfter {

    /** A longer wait than any of our deadlines has a use for is a mistake of the sender's. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,18}");

    /** The third form, which pads the day with a blank; Spring's own parser only knows it padded with a zero. */
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);

    private RetryAfter() {}

    /** Null if there is none, or none that can be understood. */
    static @Nullable Duration read(HttpHeaders headers, Instant now) {
        String header = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            return bounded(Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant date = date(headers, text);
        return date == null ? null : bounded(Duration.between(now, date));
    }

    private static @Nullable Instant date(HttpHeaders headers, String text) {
        try {
            ZonedDateTime date = headers.getFirstZonedDateTime(HttpHeaders.RETRY_AFTER);
            return date == null ? null : date.toInstant();
        } catch (IllegalArgumentException e) {
            return asctime(text);
        }
    }

    private static @Nullable Instant asctime(String text) {
        try {
            return LocalDateTime.parse(text, ASCTIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
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
