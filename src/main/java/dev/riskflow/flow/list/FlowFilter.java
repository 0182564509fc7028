package dev.riskflow.flow.list;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.parameters.BadParameterException;
import dev.riskflow.report.parameters.QueryParameters;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which flows. All that is given must fit; null fits all.
 *
 * @param client the API client that started them
 * @param userId that client's own identifier of its user
 * @param startedFrom started then or later
 */
public record FlowFilter(
        @Nullable String client,
        @Nullable FlowStatus status,
        @Nullable FlowType type,
        @Nullable String userId,
        @Nullable AttentionFilter attention,
        @Nullable Instant startedFrom) {

    private static final List<String> PARAMETERS = List.of("status", "type", "user_id", "attention");

    /** The parameters that {@link #of} reads, and those that its caller reads. */
    public static Set<String> knownWith(String... others) {
        Set<String> known = new LinkedHashSet<>(PARAMETERS);
        known.addAll(List.of(others));
        return known;
    }

    /**
     * Reads it from the parameters of the same names, in snake_case.
     *
     * @param client whose flows; not read from the parameters, since not everyone may choose it
     * @throws BadParameterException if a parameter makes no sense
     */
    public static FlowFilter of(QueryParameters parameters, @Nullable String client) {
        return new FlowFilter(
                client,
                oneOf(FlowStatus.values(), "status", parameters),
                oneOf(FlowType.values(), "type", parameters),
                parameters.text("user_id"),
                parameters.read("attention", AttentionFilter::of, "must be one of " + AttentionFilter.TEXTS),
                null);
    }

    /** The same, of this user only. */
    FlowFilter withUserId(String user) {
        return new FlowFilter(client, status, type, user, attention, startedFrom);
    }

    /** The same, of those started then or later only. */
    public FlowFilter withStartedFrom(@Nullable Instant from) {
        return new FlowFilter(client, status, type, userId, attention, from);
    }

    private static <E extends Enum<E>> @Nullable E oneOf(E[] values, String name, QueryParameters parameters) {
        return parameters.read(
                name,
                text -> Arrays.stream(values)
                        .filter(value -> inJson(value).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("Not one of them")),
                "must be one of "
                        + Arrays.stream(values).map(FlowFilter::inJson).collect(Collectors.joining(", ")));
    }

    private static String inJson(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The user is a person. */
    @Override
    public String toString() {
        return "FlowFilter[" + client + ", " + status + ", " + type + ", " + attention + "]";
    }
}
