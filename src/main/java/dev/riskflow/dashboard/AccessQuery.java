package dev.riskflow.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.privacy.access.AccessFilter;
import dev.riskflow.report.BadParameterException;
import dev.riskflow.report.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Which entries of the access log a page shows, as its URL says it.
 *
 * @param given what the URL says, without what it leaves empty, as a form does
 */
record AccessQuery(Map<String, String[]> given) {

    static final String PATH = "/dashboard/access-log";

    private static final String BEFORE = "before";

    /** @param parameters as the servlet API has them; the page's language is none of the list's */
    static AccessQuery of(Map<String, String[]> parameters) {
        Map<String, String[]> given = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            boolean empty = values.length == 1 && values[0].isBlank();
            if (!empty && !name.equals("lang")) {
                given.put(name, values.clone());
            }
        });
        return new AccessQuery(given);
    }

    /** @throws BadParameterException if one makes no sense */
    AccessFilter filter() {
        return AccessFilter.of(QueryParameters.of(given, AccessFilter.PARAMETERS));
    }

    /** What a filter is set to; empty for all. */
    public String value(String name) {
        String[] values = given.get(name);
        return values == null ? "" : values[0];
    }

    public boolean isFiltered() {
        return given.keySet().stream().anyMatch(name -> !name.equals(BEFORE));
    }

    boolean isFirstPage() {
        return !given.containsKey(BEFORE);
    }

    /** This very page. */
    String here() {
        return isFirstPage() ? url(null) : url(Long.valueOf(value(BEFORE)));
    }

    /** The same filters. */
    String url(@Nullable Long before) {
        Map<String, String> parameters = new LinkedHashMap<>();
        given.keySet().stream().filter(name -> !name.equals(BEFORE)).forEach(name -> parameters.put(name, value(name)));
        if (before != null) {
            parameters.put(BEFORE, before.toString());
        }
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        UriUtils.encode(parameter.getKey(), UTF_8) + "=" + UriUtils.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? PATH : PATH + "?" + query;
    }

    /** A user may be asked for. */
    @Override
    public String toString() {
        return "AccessQuery[***]";
    }
}
