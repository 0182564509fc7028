package dev.riskflow.flow.start;

import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.SealedLink;
import dev.riskflow.flow.start.request.RequestJson;
import dev.riskflow.flow.start.request.StartFlowRequest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals the secrets of a flow's link, and opens them. */
@Component
public class LinkSeals {

    private final Sealer sealer;

    LinkSeals(Sealer sealer) {
        this.sealer = sealer;
    }

    /**
     * Seals.
     *
     * @param browserKey what the browser must bring back, if that is how the flow is bound
     * @param parameters what the link was made of, if they are to be kept
     */
    SealedLink seal(FlowId flow, Secret location, @Nullable Secret browserKey, @Nullable StartFlowRequest parameters) {
        return new SealedLink(
                sealer.seal(location, FlowColumns.LOCATION, flow.value()),
                browserKey == null ? null : browserKey.fingerprint(),
                browserKey == null ? null : sealer.seal(browserKey, FlowColumns.BROWSER_KEY, flow.value()),
                parameters == null
                        ? null
                        : sealer.seal(Secret.of(RequestJson.write(parameters)), FlowColumns.PARAMETERS, flow.value()),
                sealer.primaryKeyId());
    }

    /** Empty once it was forgotten. */
    Optional<Secret> location(Flow flow) {
        return open(flow.link().location(), FlowColumns.LOCATION, flow);
    }

    /** Empty once it was forgotten, and for a flow that is bound otherwise. */
    Optional<Secret> browserKey(Flow flow) {
        return open(flow.link().browserKey(), FlowColumns.BROWSER_KEY, flow);
    }

    /** Empty for a flow whose parameters were not kept. */
    public Optional<StartFlowRequest> parameters(Flow flow) {
        return open(flow.link().parameters(), FlowColumns.PARAMETERS, flow)
                .map(json -> RequestJson.read(json.reveal()));
    }

    private Optional<Secret> open(@Nullable String value, SealedColumn column, Flow flow) {
        return value == null
                ? Optional.empty()
                : Optional.of(sealer.open(value, column, flow.id().value()));
    }
}
