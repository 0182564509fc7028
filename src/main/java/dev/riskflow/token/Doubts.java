package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts rotations whose holder is gone in doubt, and probes doubts whose quarantine is over: one probe for each. */
@Component
class Doubts {

    private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);
    private static final int BATCH = 100;

    private final RotationStore rotations;
    private final Rotation rotation;
    private final TokenRequests requests;
    private final TokenSettings settings;

    Doubts(RotationStore rotations, Rotation rotation, TokenRequests requests, TokenSettings settings) {
        this.rotations = rotations;
        this.rotation = rotation;
        this.requests = requests;
        this.settings = settings;
    }

    void settle() {
        rotations
                .lapse(BATCH, settings.inDoubtQuarantine())
                .forEach(flow -> LOG.warn("flow {}: a rotation's holder is gone; the token is in doubt", flow));
        probe(rotations.findDueProbes(BATCH));
    }

    private void probe(List<FlowId> doubtful) {
        CompletableFuture<?>[] probes = doubtful.stream()
                .map(flow -> requests.start(flow, () -> rotation.renew(flow)).exceptionally(failure -> {
                    LOG.warn("flow {}: a probe ended in {}", flow, failure.toString());
                    return null;
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(probes).join();
    }
}
