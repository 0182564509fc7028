package dev.riskflow.flow.completion;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.life.Standing;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.report.keeping.Reports;
import dev.riskflow.token.AccessToken;
import dev.riskflow.token.ExchangeOutcome;
import dev.riskflow.token.Grants;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings a flow from its code to its report. Reads where the flow stands, does the next thing, notes it, and reads
 * again; so it may be interrupted anywhere, run again, or run twice at once. It decides nothing: what may be done once
 * only is claimed where it is done.
 */
@Component
class CompletingFlow {

    private final CompletionSteps steps;
    private final Grants grants;
    private final Reports reports;

    CompletingFlow(CompletionSteps steps, Grants grants, Reports reports) {
        this.steps = steps;
        this.grants = grants;
        this.reports = reports;
    }

    /** Goes as far as it can now. */
    Result proceed(FlowId id) {
        Result result = null;
        while (result == null) {
            Optional<Standing> standing = steps.standing(id);
            result = standing.isEmpty() ? new Result.Ended() : step(id, standing.get());
        }
        return result;
    }

    /** A step failed in a way that nobody foresaw: that is tried again until the deadline, as all else is. */
    void failed(FlowId id) {
        steps.exchangeGivenUp(id);
        steps.fetchGivenUp(id, FetchOutcome.Cause.PROVIDER_UNREACHABLE);
    }

    /** One step; null if the next one can be taken at once. */
    private @Nullable Result step(FlowId id, Standing standing) {
        return switch (standing.status()) {
            case AUTHORIZED -> exchange(id, standing);
            case FETCHING -> fetch(id, standing, null);
            case AWAITING_CONFIRMATION -> withEarlierTokens(id);
            case AWAITING_USER, COMPLETED, CANCELLED, FAILED, EXPIRED -> new Result.Ended();
        };
    }

    /** A code that was confirmed may have brought tokens just when another one came and awaits its confirmation. */
    private @Nullable Result withEarlierTokens(FlowId id) {
        if (grants.outcome(id) instanceof ExchangeOutcome.Granted) {
            steps.tokensStored(id);
            return null;
        }
        return new Result.Ended();
    }

    private @Nullable Result exchange(FlowId id, Standing standing) {
        return switch (grants.exchange(id)) {
            // As a rule the report is next, and need not be asked for by another look.
            case ExchangeOutcome.Granted(var fresh) ->
                steps.tokensStored(id)
                        .filter(next -> next.status() == FlowStatus.FETCHING)
                        .map(next -> fetch(id, next, fresh))
                        .orElse(null);
            case ExchangeOutcome.Lost lost -> {
                steps.codeLost(id);
                yield null;
            }
            case ExchangeOutcome.Later(Duration notBefore) -> {
                if (isElsewhere(id, standing)) {
                    yield null; // another code came, and awaits its confirmation: that is not to be slept through
                }
                if (!standing.deadlinePassed()) {
                    yield new Result.Unfinished(Rests.withACode(standing, notBefore));
                }
                steps.exchangeGivenUp(id);
                yield new Result.Ended();
            }
            case ExchangeOutcome.Gone gone -> new Result.Ended();
        };
    }

    private boolean isElsewhere(FlowId id, Standing standing) {
        return steps.standing(id)
                .filter(now -> now.status() == standing.status())
                .isEmpty();
    }

    /** @param fresh the access token, if it has just been got */
    private @Nullable Result fetch(FlowId id, Standing standing, @Nullable AccessToken fresh) {
        FetchOutcome outcome =
                fresh == null ? reports.fetchFirst(standing.subject()) : reports.fetchFirst(standing.subject(), fresh);
        return switch (outcome) {
            case FetchOutcome.Stored stored -> {
                steps.reportStored(id);
                yield new Result.Ended();
            }
            case FetchOutcome.Later(var cause, Duration notBefore) -> {
                if (!standing.deadlinePassed()) {
                    // Read again: a fetch that waits for its turn may take minutes of the hour.
                    Standing now = steps.standing(id).orElse(standing);
                    yield new Result.Unfinished(Rests.withTokens(now, notBefore));
                }
                steps.fetchGivenUp(id, cause);
                yield new Result.Ended();
            }
            case FetchOutcome.Gone gone -> new Result.Ended();
            case FetchOutcome.AccessLost lost -> {
                steps.accessLost(id);
                yield null;
            }
        };
    }

    /** How far it came. */
    sealed interface Result {

        /** Nothing is left to do. */
        record Ended() implements Result {}

        /**
         * To be tried again.
         *
         * @param notBefore how long to wait at least
         */
        record Unfinished(@Nullable Duration notBefore) implements Result {}
    }
}
