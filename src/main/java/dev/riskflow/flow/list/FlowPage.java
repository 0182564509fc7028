package dev.riskflow.flow.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of flows.
 *
 * @param nextCursor what to pass as {@code cursor} for what follows; absent on the last page of a list, and always there
 *     when changes are followed
 */
public record FlowPage(List<FlowSummary> flows, @Nullable String nextCursor) {}
