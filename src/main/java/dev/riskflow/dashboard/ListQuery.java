package dev.riskflow.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.report.parameters.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * What a page of a list shows, as its URL says it: that can be kept, sent and gone back to. It may hold a user's id or an
 * IBAN: it appears in links on the page, and in no log.
 */
abstract class ListQuery {

    /** Names that are others' with another space, and belong to somebody else. */
    private static final Set<String> EXACT = Set.of("user_id", "client", "actor");

    /** What a URL says beside what is listed: the page's language, and what a script has already shown of it. */
    private static final Set<String> NOT_OF_THE_LIST = Set.of("lang", "seen");

    private final String path;
    private final String position;
    private final Map<String, String[]> given;

    /**
     * @param position the parameter that says where the page begins
     * @param parameters as the servlet API has them; those that are empty, as a form sends them, say nothing
     */
    ListQuery(String path, String position, Map<String, String[]> parameters) {
        this.path = path;
        this.position = position;
        this.given = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            String[] meant = values.length == 1 && !EXACT.contains(name) ? new String[] {values[0].strip()} : values;
            boolean empty = meant.length == 1 && meant[0].isEmpty();
            if (!empty && !NOT_OF_THE_LIST.contains(name)) {
                given.put(name, meant.clone());
            }
        });
    }

    /** What a filter is set to; empty for all. */
    public final String value(String name) {
        String[] values = given.get(name);
        return values == null ? "" : values[0];
    }

    public final boolean isFiltered() {
        return given.keySet().stream().anyMatch(name -> !name.equals(position));
    }

    public final boolean isFirstPage() {
        return !given.containsKey(position);
    }

    /** For the same names without the space around them, which may have been pasted with them; null if there is none. */
    public final @Nullable String withoutOuterSpace() {
        Map<String, String> bare = filters();
        bare.replaceAll((name, value) -> value.strip());
        bare.values().removeIf(String::isEmpty);
        return bare.equals(filters()) ? null : url(path, bare);
    }

    /** This very page. */
    public final String url() {
        return isFirstPage() ? newest() : beginningAt(value(position));
    }

    /** The same filters, from the newest on. */
    public final String newest() {
        return url(path, filters());
    }

    public final String beginningAt(String place) {
        Map<String, String> parameters = filters();
        parameters.put(position, place);
        return url(path, parameters);
    }

    /** All that fit, elsewhere. */
    final String allAt(String otherPath) {
        return url(otherPath, filters());
    }

    /** To be read strictly, with its place in the list if that is among the known ones. */
    final QueryParameters parameters(Set<String> known) {
        return QueryParameters.of(given, known);
    }

    private Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>();
        given.keySet().stream().filter(name -> !name.equals(position)).forEach(name -> filters.put(name, value(name)));
        return filters;
    }

    private static String url(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        UriUtils.encode(parameter.getKey(), UTF_8) + "=" + UriUtils.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }
}
