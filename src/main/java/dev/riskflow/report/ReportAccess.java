package dev.riskflow.report;

import dev.riskflow.provider.FlowId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That somebody is about to be shown reports.
 *
 * @param flows whose reports; none where a search found none
 * @param userId the user who was asked for; null if none was
 * @param filters names of what a list was narrowed by; never a value
 */
public record ReportAccess(
        AccessKind kind, List<FlowId> flows, @Nullable String userId, Set<String> filters) {

    /** Keeps its lists. */
    public ReportAccess {
        flows = List.copyOf(flows);
        filters = Set.copyOf(filters);
    }

    /** Of one flow. */
    public static ReportAccess of(AccessKind kind, FlowId flow) {
        return new ReportAccess(kind, List.of(flow), null, Set.of());
    }

    /** A user is a person. */
    @Override
    public String toString() {
        return "ReportAccess[" + kind + ", " + flows.size() + " reports]";
    }
}
