package dev.riskflow.flow.list;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowType;
import org.jspecify.annotations.Nullable;

/**
 * Which flows to list; null is "all".
 *
 * @param client the API client that started them
 * @param userId that client's own identifier of its user
 */
public record FlowFilter(
        @Nullable String client,
        @Nullable FlowStatus status,
        @Nullable FlowType type,
        @Nullable String userId,
        @Nullable AttentionFilter attention) {

    /** The user is a person. */
    @Override
    public String toString() {
        return "FlowFilter[" + client + ", " + status + ", " + type + ", " + attention + "]";
    }
}
