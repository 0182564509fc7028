package dev.riskflow.privacy.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.riskflow.provider.FlowId;
import java.time.Instant;
import java.util.List;

/**
 * That somebody was shown reports.
 *
 * @param id grows with each entry
 * @param actor name of the API client, or of the dashboard's user
 * @param actorKind {@code client} or {@code user}
 * @param role as which it was allowed
 * @param action what was read, and how
 * @param flowIds whose reports were shown, also of flows that were erased since; none where a search found none
 * @param filters names of what a list was narrowed by
 */
public record AccessEntry(
        @JsonIgnore long id,
        Instant at,
        String actor,
        String actorKind,
        String role,
        String action,
        List<String> flowIds,
        List<String> filters) {

    /** The same without the other flows: they are other people's. */
    public AccessEntry about(FlowId flow) {
        return new AccessEntry(id, at, actor, actorKind, role, action, List.of(flow.value()), filters);
    }
}
