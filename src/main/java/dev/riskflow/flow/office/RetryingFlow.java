package dev.riskflow.flow.office;

import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowProblem;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.FlowView;
import dev.riskflow.flow.completion.CompletionQueue;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.life.FlowSettings;
import dev.riskflow.flow.life.FlowViews;
import dev.riskflow.provider.FlowId;
import dev.riskflow.token.Grants;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Completion is tried again by hand: what waits is due now, and what failed begins anew, where what is kept allows it.
 * Nothing is presented here: that stays with the job, and its claims.
 */
@Component
public class RetryingFlow {

    private final FlowRepository flows;
    private final Grants grants;
    private final CompletionQueue queue;
    private final FlowSettings settings;
    private final FlowViews views;
    private final Clock clock;

    RetryingFlow(
            FlowRepository flows,
            Grants grants,
            CompletionQueue queue,
            FlowSettings settings,
            FlowViews views,
            Clock clock) {
        this.flows = flows;
        this.grants = grants;
        this.queue = queue;
        this.settings = settings;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Tries again.
     *
     * @throws FlowProblem if there is no such flow, or nothing to try again
     */
    @Transactional
    public FlowView retry(FlowId id) {
        Flow flow = flows.lock(id.value()).orElseThrow(FlowProblem::notFound);
        switch (chance(flow)) {
            case Chance.None(var why) -> throw FlowProblem.notRetryable(why.text(), why.detail());
            case Chance.Some(var from) -> {
                if (flow.status() != from) {
                    Instant now = clock.instant();
                    flow.retried(from, deadline(flow, now), settings.consentLifetime(), now);
                }
            }
        }
        grants.presentNow(id); // even if the provider had asked for patience: somebody has decided so
        queue.enqueue(id);
        return views.of(flow);
    }

    /** Whether there is something to try again. */
    @Transactional(readOnly = true)
    public boolean isRetryable(FlowId id) {
        return flows.findById(id.value()).map(this::chance).orElse(null) instanceof Chance.Some;
    }

    /**
     * Whether nothing comes after a transition: the report is stored, or it failed, nobody can try again, and no browser
     * bring what helps. May become true without a transition, as time passes and access is lost; and false again only by
     * the next transition.
     *
     * @param seq of the transition
     */
    @Transactional(readOnly = true)
    public boolean endsAt(FlowId id, int seq) {
        return flows.findById(id.value())
                .map(flow -> flow.seq() == seq && isForGood(flow))
                .orElse(true); // it was deleted
    }

    private boolean isForGood(Flow flow) {
        boolean another = flow.acceptsCode() && grants.prospect(flow.id()).takesCode();
        return chance(flow) instanceof Chance.None && !another;
    }

    private Chance chance(Flow flow) {
        return switch (flow.status()) {
            case AUTHORIZED, FETCHING -> new Chance.Some(flow.status());
            case FAILED -> chanceOfRevival(flow);
            case COMPLETED -> new Chance.None(NotRetryable.COMPLETED);
            case AWAITING_USER, CANCELLED, EXPIRED -> new Chance.None(NotRetryable.NO_CODE);
            case AWAITING_CONFIRMATION -> new Chance.None(NotRetryable.AWAITING_CONFIRMATION);
        };
    }

    private Chance chanceOfRevival(Flow flow) {
        if (flow.reason() == FailureReason.NOT_CONFIRMED) {
            return new Chance.None(NotRetryable.NOT_CONFIRMED);
        }
        return switch (grants.prospect(flow.id())) {
            case TOKENS -> inTime(flow, FlowStatus.FETCHING);
            case CODE -> inTime(flow, FlowStatus.AUTHORIZED);
            case CODE_SPENT -> new Chance.None(NotRetryable.CODE_SPENT);
            case ACCESS_LOST -> new Chance.None(NotRetryable.ACCESS_LOST);
            case NONE -> new Chance.None(NotRetryable.NO_CODE);
        };
    }

    private Chance inTime(Flow flow, FlowStatus from) {
        Instant now = clock.instant();
        return deadline(flow, now).isAfter(now) ? new Chance.Some(from) : new Chance.None(NotRetryable.HOUR_OVER);
    }

    /** A one-time flow's data is deleted an hour after the user came (contract, "Data lifetimes"), whatever we do. */
    private Instant deadline(Flow flow, Instant now) {
        Instant from = switch (flow.type()) {
            case ONE_TIME -> flow.returnedAt();
            case ONGOING -> now;
        };
        return from == null ? now : from.plus(settings.deadline(flow.type()));
    }

    /** Whether trying again is of use. */
    private sealed interface Chance {

        /** @param from where completion goes on */
        record Some(FlowStatus from) implements Chance {}

        record None(NotRetryable why) implements Chance {}
    }
}
