package dev.riskflow.flow.start.request;

import dev.riskflow.provider.FlowId;
import org.jspecify.annotations.Nullable;

/**
 * A flow that is wanted.
 *
 * @param client the API client that wants it, and may read it
 * @param userId whom it is about: the client's own identifier, or the end user's who asks
 * @param parameters what its link is made of
 * @param renews the flow that it shall take over from
 */
public record FlowOrder(
        String client,
        @Nullable String userId,
        StartFlowRequest parameters,
        @Nullable FlowId renews) {}
