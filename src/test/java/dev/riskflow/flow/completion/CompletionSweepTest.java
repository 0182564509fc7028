package dev.riskflow.flow.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.token.ExchangeOutcome;
import dev.riskflow.token.Grants;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A flow whose job is gone is not forgotten. */
@RiskflowTest
class CompletionSweepTest {

    private static final String LOSE_JOB =
            "DELETE FROM scheduled_tasks WHERE task_instance = :flow AND task_name = 'flow-completion'";

    private static final String LIVING =
            "state = 'ACTIVE', reason = NULL, access_expires_at = now() + interval '1 hour',"
                    + " refresh_at = now() + interval '1 hour'";

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final AbandonedFlows abandonedFlows;
    private final Grants grants;

    CompletionSweepTest(
            Riskflow riskflow, SandboxProvider provider, Rows rows, AbandonedFlows abandonedFlows, Grants grants) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.abandonedFlows = abandonedFlows;
        this.grants = grants;
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCHANGE", "FETCH_REPORT"})
    void anUnfinishedFlowWithoutAJobIsAdopted(Operation operation) {
        Link link = waitingAt(operation);
        assertThat(rows.change(link.flowId(), LOSE_JOB)).isOne();
        rows.age(link.flowId(), Duration.ofMinutes(11));
        provider.trouble().clear();

        rows.hurry("recurring");

        riskflow.awaitStatus(link.flowId(), "completed");
    }

    @Test
    void whatIsFinishedOrHasAJobIsLeftAlone() {
        Link waiting = waitingAt(Operation.FETCH_REPORT);
        Link cancelled = riskflow.startOneTime();
        riskflow.browse(cancelled.cancel());
        Link untouched = riskflow.startOneTime();
        List<String> before = rowsOf(waiting, cancelled, untouched);

        abandonedFlows.adopt();

        assertThat(rowsOf(waiting, cancelled, untouched)).isEqualTo(before);
        assertThat(rows.jobs(cancelled.flowId()) + rows.jobs(untouched.flowId()))
                .isZero();
    }

    /** As when an instance that could not reach the database had the answer of a rotation. */
    @Test
    void aFlowWhoseTokensLandAfterItFailedGoesOn() {
        Link link = lostAccess();

        land(link, "seq = seq", LIVING);
        rows.hurry("recurring");

        riskflow.awaitStatus(link.flowId(), "completed");
    }

    /** Who exchanged the code dies before it could say so. */
    @Test
    void aFlowThatFailedForItsCodeGoesOnWithTheTokensThatItBrought() {
        Link link = riskflow.startOngoing("user-of-a-late-exchange");
        Misfortune.always(provider, link, Operation.EXCHANGE, Mishap.status(429).retryAfter(Duration.ofMinutes(10)));
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());
        rows.change(link.flowId(), """
                UPDATE flow SET status = 'FAILED', reason = 'EXCHANGE_IN_DOUBT' WHERE flow_id = :flow
                """);
        rows.hurry(link.flowId());
        rows.awaitNoJob(link.flowId());
        provider.trouble().clear();
        rows.change(link.flowId(), "UPDATE token_grant SET next_attempt_at = NULL WHERE flow_id = :flow");
        assertThat(grants.exchange(new FlowId(link.flowId()))).isInstanceOf(ExchangeOutcome.Granted.class);

        rows.hurry("recurring");

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(riskflow.flow(link.flowId()).member("consent_until")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deadline_at = now() | " + LIVING,
                "updated_at = now() - interval '61 minutes' | " + LIVING,
                "reason = 'REPORT_UNAVAILABLE' | " + LIVING,
                "seq = seq | state = 'ACTIVE', reason = NULL, access_expires_at = now(), refresh_token = NULL",
                "seq = seq | state = 'REAUTHORIZE', reason = 'GRANT_REFUSED'"
            })
    void aFlowThatFailedOtherwiseStaysAsItIs(String flow, String grant) {
        Link link = lostAccess();
        land(link, flow, grant);
        List<String> before = rowsOf(link);

        abandonedFlows.resume();

        assertThat(rowsOf(link)).isEqualTo(before);
    }

    private Link lostAccess() {
        Link link = riskflow.startOneTime();
        Misfortune.next(
                provider, link, Operation.FETCH_REPORT, Mishap.status(503).retryAfter(Duration.ofMinutes(10)));
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());
        rows.expireAccess(link.flowId());
        rows.change(link.flowId(), """
                UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'LOST_IN_ROTATION' WHERE flow_id = :flow
                """);
        rows.hurry(link.flowId());
        riskflow.awaitStatus(link.flowId(), "failed");
        rows.awaitNoJob(link.flowId());
        return link;
    }

    /** At once, so that no sweep sees one without the other. */
    private void land(Link link, String flow, String grant) {
        rows.change(link.flowId(), """
                WITH changed AS (UPDATE flow SET %s WHERE flow_id = :flow)
                UPDATE token_grant SET %s WHERE flow_id = :flow
                """.formatted(flow, grant));
    }

    private List<String> rowsOf(Link... links) {
        return Stream.of(links)
                .flatMap(link -> rows.all(link.flowId()).stream())
                .map(String::valueOf)
                .toList();
    }

    private Link waitingAt(Operation operation) {
        Link link = riskflow.startOneTime();
        Misfortune.always(provider, link, operation, Mishap.status(429).retryAfter(Duration.ofMinutes(10)));
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());
        return link;
    }
}
