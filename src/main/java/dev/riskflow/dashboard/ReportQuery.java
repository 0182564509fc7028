package dev.riskflow.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.report.BadParameterException;
import dev.riskflow.report.PageCursor;
import dev.riskflow.report.QueryParameters;
import dev.riskflow.report.ReportFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Which reports a list shows, as its URL says it. It may hold an IBAN: it appears in links on the page, and in no log.
 *
 * @param given what the URL says, without what it leaves empty, as a form does
 */
record ReportQuery(Map<String, String[]> given) {

    static final String PATH = "/dashboard/reports";

    private static final String CURSOR = "cursor";
    private static final String USER = "user_id";
    private static final Set<String> KNOWN = ReportFilter.knownWith(CURSOR);

    /** @param parameters as the servlet API has them; the page's language is none of the list's */
    static ReportQuery of(Map<String, String[]> parameters) {
        Map<String, String[]> given = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            // An id with another space is somebody else's.
            String[] meant = values.length == 1 && !name.equals(USER) ? new String[] {values[0].strip()} : values;
            boolean empty = meant.length == 1 && meant[0].isEmpty();
            if (!empty && !name.equals("lang")) {
                given.put(name, meant.clone());
            }
        });
        return new ReportQuery(given);
    }

    /** @throws BadParameterException if one makes no sense */
    ReportFilter filter() {
        return ReportFilter.of(read());
    }

    /** For all that fit: where a page begins makes no sense there. */
    ReportFilter filterOfAll() {
        return ReportFilter.of(QueryParameters.of(given, ReportFilter.knownWith()));
    }

    /** Where the page begins; null at the newest report. */
    @Nullable
    PageCursor after() {
        return read().cursor(CURSOR);
    }

    /** The filter that is complained of; empty if it is none that the form has a field for. */
    static Optional<String> fieldOf(BadParameterException exception) {
        return exception.parameter(ReportFilter.knownWith());
    }

    /** What a filter is set to; empty for all. */
    public String value(String name) {
        String[] values = given.get(name);
        return values == null ? "" : values[0];
    }

    public boolean isFiltered() {
        return given.keySet().stream().anyMatch(name -> !name.equals(CURSOR));
    }

    public boolean isFirstPage() {
        return !given.containsKey(CURSOR);
    }

    /** For the same user without the space around the id, which may have been pasted with it; null if there is none. */
    public @Nullable String withoutOuterSpace() {
        String bare = value(USER).strip();
        if (bare.equals(value(USER))) {
            return null;
        }
        Map<String, String[]> changed = new LinkedHashMap<>(given);
        changed.put(USER, new String[] {bare});
        return of(changed).newest();
    }

    /** The same filters, from the newest report on. */
    public String newest() {
        return url(PATH, null);
    }

    public String beginningAfter(String cursor) {
        return url(PATH, cursor);
    }

    /** All that fit, as a file. */
    public String csv() {
        return url(PATH + ".csv", null);
    }

    /** This very page. */
    String url() {
        return url(PATH, isFirstPage() ? null : value(CURSOR));
    }

    private QueryParameters read() {
        return QueryParameters.of(given, KNOWN);
    }

    private String url(String path, @Nullable String cursor) {
        Map<String, String> parameters = new LinkedHashMap<>();
        given.keySet().forEach(name -> parameters.put(name, value(name)));
        parameters.remove(CURSOR);
        if (cursor != null) {
            parameters.put(CURSOR, cursor);
        }
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        UriUtils.encode(parameter.getKey(), UTF_8) + "=" + UriUtils.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Users and accounts are people's. */
    @Override
    public String toString() {
        return "ReportQuery[***]";
    }
}
