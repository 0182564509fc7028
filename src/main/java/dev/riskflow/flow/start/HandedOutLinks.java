package dev.riskflow.flow.start;

import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Links that were handed out before, to be handed out again. */
@Component
class HandedOutLinks {

    private final FlowRepository flows;
    private final LinkSeals seals;
    private final Clock clock;

    HandedOutLinks(FlowRepository flows, LinkSeals seals, Clock clock) {
        this.flows = flows;
        this.seals = seals;
        this.clock = clock;
    }

    /** Empty once the link's lifetime is over, whether or not the location was forgotten already. */
    Optional<LinkAnswer> find(FlowId id) {
        Instant now = clock.instant();
        return flows.findById(id.value())
                .filter(flow -> now.isBefore(flow.expiresAt()))
                .flatMap(flow -> seals.location(flow).map(location -> answer(flow, location, now)));
    }

    private LinkAnswer answer(Flow flow, Secret location, Instant now) {
        return LinkAnswer.of(flow, location, seals.browserKey(flow), now);
    }
}
