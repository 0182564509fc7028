package dev.riskflow.dashboard;

import dev.riskflow.flow.FlowStatus;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How values are written for a person, as {@code shown} in every template; templates see public methods only. Times are in UTC; a script rewrites them in
 * the browser's own zone, from the {@code datetime} beside them.
 */
record Shown(Locale locale) {

    private static final int SECONDS_PER_MINUTE = 60;

    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    public String shape(FlowStatus status) {
        return Shapes.of(status);
    }

    public String grantShape(@Nullable String state) {
        return Shapes.ofGrant(state);
    }

    public String requestShape(@Nullable String outcome) {
        return Shapes.ofRequest(outcome);
    }

    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /** Without the year: for the days of a chart. */
    public String shortDay(LocalDate day) {
        return DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale).format(day);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    public String amount(BigDecimal number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Math.max(0, number.scale()));
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }

    /** Null if there is none: the page says so. */
    public @Nullable String money(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null ? null : Money.text(amount, currency, locale);
    }

    /** Null if there is none. */
    public @Nullable String count(@Nullable Integer count) {
        return count == null ? null : number(count);
    }

    /** Null if there is none. */
    public @Nullable String dayOrNull(@Nullable LocalDate day) {
        return day == null ? null : day(day);
    }

    /** The masked middle of an account's number in fewer characters. Null if there is none. */
    public @Nullable String shortIban(@Nullable String masked) {
        return masked == null ? null : masked.replaceFirst("\\*{3,}", "\u2009\u2026\u2009");
    }

    public String affinityShape(String affinity) {
        return Shapes.ofAffinity(affinity);
    }

    /** A share of a whole, without a fraction; a dash of nothing. */
    public String share(long part, long whole) {
        return whole == 0 ? "–" : NumberFormat.getPercentInstance(locale).format((double) part / whole);
    }

    /** In the two largest units that say something: 340 ms, 2.4 s, 3 min 20 s, 5 h 10 min, 3 d 4 h. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "–";
        }
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSeconds() < SECONDS_PER_MINUTE) {
            return amount(BigDecimal.valueOf(duration.toMillis() / 100, 1)) + " s";
        }
        if (duration.toHours() == 0) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        return duration.toDays() == 0
                ? two(duration.toHours(), "h", duration.toMinutesPart(), "min")
                : two(duration.toDays(), "d", duration.toHoursPart(), "h");
    }

    private static String two(long large, String largeUnit, int small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : large + " " + largeUnit + " " + small + " " + smallUnit;
    }
}
