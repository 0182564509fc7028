package dev.riskflow.flow.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A flow whose job is gone is not forgotten. */
@RiskflowTest
class CompletionSweepTest {

    private static final String LOSE_JOB =
            "DELETE FROM scheduled_tasks WHERE task_instance = :flow AND task_name = 'flow-completion'";

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final AbandonedFlows abandonedFlows;

    CompletionSweepTest(Riskflow riskflow, SandboxProvider provider, Rows rows, AbandonedFlows abandonedFlows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.abandonedFlows = abandonedFlows;
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
