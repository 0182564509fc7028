package dev.riskflow.report.parameters;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list. One that the list does not know is refused by its name: a filter that is misspelt, and
 * ignored, would show too much. Every problem is a {@link BadParameterException}.
 */
public final class QueryParameters {

    /** What is repeated to the caller; a person's data, put into the wrong place, hardly ever looks so. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]{1,30}");

    static final int PAGE = 50;
    static final int LARGEST_PAGE = 200;

    private final Map<String, String[]> values;

    private QueryParameters(Map<String, String[]> values) {
        this.values = values;
    }

    /**
     * All parameters of a request.
     *
     * @param values as the servlet API has them
     * @param known those that the list knows
     */
    public static QueryParameters of(Map<String, String[]> values, Set<String> known) {
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw new BadParameterException((NAME.matcher(name).matches() ? name : "One of the names")
                        + " is not a parameter of this call");
            }
            if (given.length != 1) {
                throw new BadParameterException(name + " may be given once only");
            }
        });
        return new QueryParameters(values);
    }

    /** Null if it is not given. */
    public @Nullable String text(String name) {
        String[] given = values.get(name);
        if (given == null) {
            return null;
        }
        if (given[0].isBlank() || given[0].indexOf('\0') >= 0) {
            throw new BadParameterException(name + " must not be empty");
        }
        return given[0];
    }

    /** It has to be given. */
    public String required(String name) {
        String text = text(name);
        if (text == null) {
            throw new BadParameterException(name + " must be given");
        }
        return text;
    }

    /**
     * What the reader makes of it; null if it is not given.
     *
     * @param reader throws an {@link IllegalArgumentException} or a {@link DateTimeException} where it can't read it
     * @param complaint what to say then, after the parameter's name
     */
    public <T> @Nullable T read(String name, Function<String, T> reader, String complaint) {
        String[] given = values.get(name);
        if (given == null) {
            return null;
        }
        try {
            return reader.apply(given[0]);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BadParameterException(name + " " + complaint);
        }
    }

    /** A whole number. */
    public int number(String name, int least, int most, int otherwise) {
        Integer number = read(name, Integer::valueOf, "is malformed");
        if (number == null) {
            return otherwise;
        }
        if (number < least || number > most) {
            throw new BadParameterException(name + " must be from " + least + " to " + most);
        }
        return number;
    }

    /** How many are on a page of the API's lists: {@code limit}. */
    public int limit() {
        return number("limit", 1, LARGEST_PAGE, PAGE);
    }

    /** A moment (ISO 8601, with its offset), or a day, which begins in UTC. */
    public @Nullable Instant time(String name) {
        Instant time = read(
                name, QueryParameters::instant, "must be a day, as 2026-03-31, or a time, as 2026-03-31T12:00:00Z");
        if (time != null && !KnownTimes.include(time)) {
            throw new BadParameterException(name + " is too far away");
        }
        return time;
    }

    /** A moment that is after another one: nobody is to read from an empty list that there was nothing. */
    public @Nullable Instant timeAfter(String earlier, String name) {
        Instant from = time(earlier);
        Instant to = time(name);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new BadParameterException(earlier + " must be before " + name);
        }
        return to;
    }

    /** Where a page begins. */
    public @Nullable PageCursor cursor(String name) {
        return read(name, PageCursor::parse, "is not one that this list gave out");
    }

    private static Instant instant(String text) {
        // The database knows microseconds.
        return text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
    }
}
