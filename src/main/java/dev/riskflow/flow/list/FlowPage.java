package dev.riskflow.flow.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of flows.
 *
 * @param nextCursor what to pass as {@code cursor} for what follows; absent on the last page of a list, and always there
 *     when changes are followed
 */
public record FlowPage(
        List<FlowSummary> flows,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {}
