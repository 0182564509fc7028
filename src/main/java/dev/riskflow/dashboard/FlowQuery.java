package dev.riskflow.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.list.AttentionFilter;
import dev.riskflow.flow.list.FlowFilter;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.PageCursor;
import dev.riskflow.report.QueryParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * Which flows a list shows, as its URL says it: that can be kept, sent and gone back to.
 *
 * @param given what the URL says, without what it leaves empty
 * @param after where the page begins; null at the newest flow
 */
record FlowQuery(
        Map<String, String> given,
        FlowFilter filter,
        @Nullable PageCursor after) {

    private static final String PATH = "/dashboard/flows";
    private static final String CURSOR = "cursor";

    /** Names that are others' with another space, and belong to somebody else. */
    private static final Set<String> EXACT = Set.of("user_id", "client");

    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,256}");

    static FlowQuery of(Map<String, String> parameters) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : new String[] {"status", "type", "user_id", "client", "attention", "from", CURSOR}) {
            String value = parameters.getOrDefault(name, "");
            String meant = EXACT.contains(name) ? value : value.strip();
            if (!meant.isEmpty()) {
                given.put(name, meant);
            }
        }
        FlowFilter filter = new FlowFilter(
                read(given, "client", FlowQuery::plain),
                read(given, "status", value -> constant(FlowStatus.values(), value)),
                read(given, "type", value -> constant(FlowType.values(), value)),
                read(given, "user_id", FlowQuery::plain),
                read(given, "attention", value -> constant(AttentionFilter.values(), value)),
                read(given, "from", FlowQuery::startOfDay));
        return new FlowQuery(given, filter, read(given, CURSOR, PageCursor::parse));
    }

    /** What a filter is set to; empty for all. */
    public String value(String name) {
        return given.getOrDefault(name, "");
    }

    public boolean isFiltered() {
        return given.keySet().stream().anyMatch(name -> !name.equals(CURSOR));
    }

    /** For the same names without the space around them, which may have been pasted with them; null if there is none. */
    public @Nullable String withoutOuterSpace() {
        Map<String, String> bare = with(CURSOR, null);
        bare.replaceAll((name, value) -> value.strip());
        bare.values().removeIf(String::isEmpty);
        return bare.equals(with(CURSOR, null)) ? null : url(bare);
    }

    /** This very page. */
    String url() {
        return url(given);
    }

    /** The same filters, from the newest flow on. */
    String newest() {
        return url(with(CURSOR, null));
    }

    String beginningAfter(String cursor) {
        return url(with(CURSOR, cursor));
    }

    /** This page, for a script that knows what is shown. */
    String changedSince(String seen) {
        return url(with("seen", seen));
    }

    private Map<String, String> with(String name, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(given);
        changed.remove(name);
        if (value != null) {
            changed.put(name, value);
        }
        return changed;
    }

    private static String url(Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + UriUtils.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? PATH : PATH + "?" + query;
    }

    private static <T> @Nullable T read(Map<String, String> given, String name, Function<String, T> reader) {
        String value = given.get(name);
        if (value == null) {
            return null;
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, name + " is malformed", e);
        }
    }

    private static <E extends Enum<E>> E constant(E[] all, String text) {
        return Arrays.stream(all)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not one of the values"));
    }

    /** Days are those of the overview's charts. */
    private static Instant startOfDay(String day) {
        try {
            Instant start = LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
            if (QueryParameters.isTooFarAway(start)) {
                throw new IllegalArgumentException("Not a day that the database knows");
            }
            return start;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Not a day", e);
        }
    }

    /** What can't be stored can't be found; some of it the database would not even take. */
    private static String plain(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a plain text");
        }
        return text;
    }

    /** The user is a person. */
    @Override
    public String toString() {
        return "FlowQuery[" + filter + "]";
    }
}
