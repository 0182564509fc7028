package dev.riskflow.flow.completion;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.life.FlowSettings;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.token.ExchangeOutcome;
import dev.riskflow.token.Grants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What completion notes between its provider calls: each a short transaction of its own, under the flow's lock. */
@Component
class CompletionSteps {

    private final FlowRepository flows;
    private final Grants grants;
    private final FlowSettings settings;
    private final Clock clock;

    CompletionSteps(FlowRepository flows, Grants grants, FlowSettings settings, Clock clock) {
        this.flows = flows;
        this.grants = grants;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Position> position(FlowId id) {
        return flows.findById(id.value()).map(flow -> Position.of(flow, clock.instant()));
    }

    /** Where the flow stands from then on. */
    @Transactional
    public Optional<Position> tokensStored(FlowId id) {
        return flows.lock(id.value()).map(flow -> {
            Instant now = clock.instant();
            flow.tokensStored(now, settings.consentLifetime());
            return Position.of(flow, now);
        });
    }

    /** Looks again under the lock: a browser may have brought another code since the job looked. */
    @Transactional
    public void codeLost(FlowId id) {
        change(id, (flow, now) -> {
            if (grants.outcome(id) instanceof ExchangeOutcome.Lost(var reason)) {
                flow.codeLost(reason, now);
            }
        });
    }

    /** A one-time flow's tokens have served, and are deleted with the same commit. */
    @Transactional
    public void reportStored(FlowId id) {
        change(id, (flow, now) -> {
            flow.reportStored(now);
            takeOver(flow, now);
            if (flow.type() == FlowType.ONE_TIME) {
                grants.discard(id);
            }
        });
    }

    /**
     * With the completion's own commit, the flow that was renewed knows who took over. This is the one place where two
     * flows are locked: the newer one first, and a flow renews only an older one, so no two of these wait for each other
     * in a circle. (A deletion goes the other way, as it unlinks its successor; if they meet, PostgreSQL ends one of
     * them, and this job comes again.)
     */
    private void takeOver(Flow flow, Instant now) {
        FlowId renewed = flow.renews();
        if (renewed != null) {
            flows.lock(renewed.value()).ifPresent(older -> older.takenOverBy(flow.id(), now));
        }
    }

    @Transactional
    public void exchangeGivenUp(FlowId id) {
        change(id, (flow, now) -> {
            if (flow.deadlinePassed(now)) {
                flow.exchangeGivenUp(now);
            }
        });
    }

    @Transactional
    public void accessLost(FlowId id) {
        change(id, Flow::accessLost);
    }

    @Transactional
    public void fetchGivenUp(FlowId id, FetchOutcome.Cause cause) {
        change(id, (flow, now) -> {
            if (flow.deadlinePassed(now)) {
                flow.fetchGivenUp(cause, now);
            }
        });
    }

    /** A flow that is not there was deleted: then there is nothing to note. */
    private void change(FlowId id, BiConsumer<Flow, Instant> change) {
        flows.lock(id.value()).ifPresent(flow -> change.accept(flow, clock.instant()));
    }

    /**
     * Where a flow stands, as its job needs to know.
     *
     * @param untilDeadline zero or less once the deadline has passed
     */
    record Position(FlowStatus status, ReportSubject subject, Duration untilDeadline) {

        static Position of(Flow flow, Instant now) {
            return new Position(flow.status(), flow.subject(), flow.untilDeadline(now));
        }

        boolean deadlinePassed() {
            return !untilDeadline.isPositive();
        }
    }
}
