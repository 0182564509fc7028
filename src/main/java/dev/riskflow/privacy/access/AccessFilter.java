package dev.riskflow.privacy.access;

import dev.riskflow.provider.FlowId;
import dev.riskflow.report.parameters.BadParameterException;
import dev.riskflow.report.parameters.QueryParameters;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries. All that is given must fit; null fits all.
 *
 * @param flow whose report was shown
 * @param userId the user who was asked for, or whose data were exported
 * @param actor who read, exactly
 * @param from the first moment
 * @param to the first moment that is too late
 * @param before only entries with a lower id; where the page before ended
 */
public record AccessFilter(
        @Nullable FlowId flow,
        @Nullable String userId,
        @Nullable String actor,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long before) {

    /** The parameters that {@link #of} reads. */
    public static final Set<String> PARAMETERS = Set.of("flow_id", "user_id", "actor", "from", "to", "before");

    /**
     * Reads it from the parameters of the same names, in snake_case.
     *
     * @throws BadParameterException if one makes no sense
     */
    public static AccessFilter of(QueryParameters parameters) {
        return new AccessFilter(
                parameters.read("flow_id", FlowId::new, "is malformed"),
                parameters.text("user_id"),
                parameters.text("actor"),
                parameters.time("from"),
                parameters.timeAfter("from", "to"),
                parameters.read("before", Long::valueOf, "must be next_before of the answer before"));
    }

    /** A user is a person. */
    @Override
    public String toString() {
        return "AccessFilter[***]";
    }
}
