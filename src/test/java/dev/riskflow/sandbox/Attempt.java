package dev.riskflow.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A request that arrived, before the sandbox acts on it.
 *
 * @param flowId absent when no flow is known yet, or the grant is unknown
 * @param ordinal 1 for the first request of this operation and flow
 */
public record Attempt(Operation operation, @Nullable String flowId, int ordinal) {}
