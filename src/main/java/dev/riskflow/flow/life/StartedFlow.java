package dev.riskflow.flow.life;

import dev.riskflow.flow.Binding;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a flow begins with.
 *
 * @param client the API client that started it, and may read it
 * @param stateHash SHA-256 of the state that the callback must bring
 * @param redirectUri that its link was made with
 * @param renews the flow that it shall take over from
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never printed
public record StartedFlow(
        FlowId id,
        FlowType type,
        String client,
        @Nullable String userId,
        byte[] stateHash,
        Binding binding,
        URI redirectUri,
        @Nullable String returnUrl,
        @Nullable String language,
        SealedLink link,
        @Nullable FlowId renews) {}
