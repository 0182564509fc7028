package dev.riskflow.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.privacy.access.AccessFilter;
import dev.riskflow.report.BadParameterException;
import dev.riskflow.report.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Names that are others' with another space. */
    private static final Set<String> EXACT = Set.of("user_id", "actor");

    /** @param parameters as the servlet API has them; the page's language is none of the list's */
    static AccessQuery of(Map<String, String[]> parameters) {
        Map<String, String[]> given = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            String[] meant = values.length == 1 && !EXACT.contains(name) ? new String[] {values[0].strip()} : values;
            boolean empty = meant.length == 1 && meant[0].isEmpty();
            if (!empty && !name.equals("lang")) {
                given.put(name, meant.clone());
            }
        });
        return new AccessQuery(given);
    }

    /** @throws BadParameterException if one makes no sense */
    AccessFilter filter() {
        return AccessFilter.of(QueryParameters.of(given, AccessFilter.PARAMETERS));
    }

    /** The filter that is complained of; empty if it is none that the form has a field for. */
    static Optional<String> fieldOf(BadParameterException exception) {
        return exception.parameter(AccessFilter.PARAMETERS).filter(name -> !name.equals(BEFORE));
    }

    /** What a filter is set to; empty for all. */
    public String value(String name) {
        String[] values = given.get(name);
        return values == null ? "" : values[0];
    }

    public boolean isFiltered() {
        return given.keySet().stream().anyMatch(name -> !name.equals(BEFORE));
    }

    /** For the same names without the space around them, which may have been pasted with them; null if there is none. */
    public @Nullable String withoutOuterSpace() {
        Map<String, String[]> bare = new LinkedHashMap<>(given);
        bare.replaceAll((name, values) -> new String[] {values[0].strip()});
        String url = of(bare).url(null);
        return url.equals(url(null)) ? null : url;
    }

    boolean isFirstPage() {
        return !given.containsKey(BEFORE);
    }

    /** This very page. */
    String here() {
        return url(isFirstPage() ? null : value(BEFORE));
    }

    /** The same filters. */
    String url(@Nullable String before) {
        Map<String, String> parameters = new LinkedHashMap<>();
        given.keySet().stream().filter(name -> !name.equals(BEFORE)).forEach(name -> parameters.put(name, value(name)));
        if (before != null) {
            parameters.put(BEFORE, before);
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
