package dev.riskflow.flow.completion;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.life.FlowSettings;
import dev.riskflow.flow.life.Standing;
import dev.riskflow.flow.life.StraightPath;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.token.ExchangeOutcome;
import dev.riskflow.token.Grants;
import dev.riskflow.token.Prospect;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What completion notes between its provider calls: each a short transaction of its own, under the flow's lock. A step
 * that nearly every flow takes is tried the short way first.
 */
@Component
class CompletionSteps {

    private final StraightPath straightPath;
    private final FlowRepository flows;
    private final Grants grants;
    private final FlowSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CompletionSteps(
            StraightPath straightPath,
            FlowRepository flows,
            Grants grants,
            FlowSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.straightPath = straightPath;
        this.flows = flows;
        this.grants = grants;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    Optional<Standing> standing(FlowId id) {
        return straightPath.standing(id, clock.instant());
    }

    /** Where the flow stands from then on. */
    public Optional<Standing> tokensStored(FlowId id) {
        Optional<Standing> standing = straightPath.tokensStored(id, clock.instant());
        return standing.isPresent() ? standing : transaction.execute(status -> tokensStoredUnderLock(id));
    }

    private Optional<Standing> tokensStoredUnderLock(FlowId id) {
        return flows.lock(id.value()).map(flow -> {
            Instant now = clock.instant();
            flow.tokensStored(now, settings.consentLifetime(), settings.deadline(flow.type()));
            return Standing.of(flow, now);
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
        Optional<FlowType> type = straightPath
                .reportStored(id, clock.instant())
                .map(standing -> standing.subject().type())
                .or(() -> reportStoredUnderLock(id));
        if (type.filter(FlowType.ONE_TIME::equals).isPresent()) {
            grants.discard(id);
        }
    }

    private Optional<FlowType> reportStoredUnderLock(FlowId id) {
        return flows.lock(id.value()).map(flow -> {
            Instant now = clock.instant();
            flow.reportStored(now);
            takeOver(flow, now);
            endAccess(flow);
            return flow.type();
        });
    }

    /**
     * With the completion's own commit, the flow that was renewed knows who took over; and what that one was to take over
     * from, if it never did. This is the one place where several flows are locked: the newer ones first, and a flow renews
     * only an older one, so no two of these wait for each other in a circle. (A deletion goes the other way, as it unlinks
     * its successor; if they meet, PostgreSQL ends one of them, and this job comes again.)
     */
    private void takeOver(Flow flow, Instant now) {
        Optional<Flow> older = renewed(flow);
        while (older.isPresent()) {
            older.get().takenOverBy(flow.id(), now);
            endAccess(older.get());
            older = older.filter(each -> each.status() != FlowStatus.COMPLETED).flatMap(this::renewed);
        }
    }

    private Optional<Flow> renewed(Flow flow) {
        return Optional.ofNullable(flow.renews()).flatMap(id -> flows.lock(id.value()));
    }

    /**
     * Nobody needs that of a flow which was taken over from: its report is not fetched again, and none of its tokens
     * renewed. One that has not completed keeps its grant, which tells what code is spent.
     */
    private void endAccess(Flow flow) {
        if (flow.status() == FlowStatus.COMPLETED && flow.renewedBy() != null) {
            grants.discard(flow.id());
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

    /** Looks again under the lock: another instance's tokens, which were late, may have landed since the job looked. */
    @Transactional
    public void accessLost(FlowId id) {
        change(id, (flow, now) -> {
            if (grants.lastingProspect(id) != Prospect.TOKENS) {
                flow.accessLost(now);
            }
        });
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
}
