package dev.riskflow.flow.office;

import dev.riskflow.flow.FlowView;
import org.jspecify.annotations.Nullable;

/**
 * A flow, and what it was started with.
 *
 * @param client who started it, and so was told of the user's status
 * @param parameters of its link, as JSON; null where they were not kept, as of one-time flows
 */
public record HeldFlow(
        FlowView flow,
        String client,
        @Nullable String language,
        @Nullable String returnUrl,
        @Nullable String parameters) {

    /** Names and account numbers are people's. */
    @Override
    public String toString() {
        return "HeldFlow[" + flow + "]";
    }
}
