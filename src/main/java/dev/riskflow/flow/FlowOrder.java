package dev.riskflow.flow;

import dev.riskflow.provider.FlowId;
import org.jspecify.annotations.Nullable;

/**
 * A flow that is wanted.
 *
 * @param client the API client that wants it, and may read it
 * @param parameters what its link is made of
 * @param renews the flow that it shall take over from
 */
record FlowOrder(
        String client,
        StartFlowRequest parameters,
        @Nullable FlowId renews) {}
