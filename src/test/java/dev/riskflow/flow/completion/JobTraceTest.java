package dev.riskflow.flow.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A flow's completion is told of in the trace of the callback that began it, and each line names its flow. */
@RiskflowTest
class JobTraceTest {

    private static final String CALLBACK_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Riskflow riskflow;
    private final Rows rows;
    private final SandboxProvider provider;
    private final Lines lines = new Lines();

    JobTraceTest(Riskflow riskflow, Rows rows, SandboxProvider provider) {
        this.riskflow = riskflow;
        this.rows = rows;
        this.provider = provider;
    }

    @BeforeEach
    void listen() {
        lines.start();
        loggers().forEach(logger -> logger.addAppender(lines));
    }

    @AfterEach
    void listenNoMore() {
        loggers().forEach(logger -> logger.detachAppender(lines));
    }

    @Test
    void theJobGoesOnInTheCallbacksTrace() {
        Link link = riskflow.startOneTime();
        comeBackInTrace(link);
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.awaitNoJob(link.flowId());

        assertThat(lines.of(link.flowId()))
                .extracting(Line::what, Line::trace)
                .contains(
                        tuple("authorized", CALLBACK_TRACE),
                        tuple("exchange", CALLBACK_TRACE),
                        tuple("fetching", CALLBACK_TRACE),
                        tuple("fetch_report", CALLBACK_TRACE),
                        tuple("completed", CALLBACK_TRACE));
    }

    @Test
    void soDoItsRetries() {
        Link link = riskflow.startOneTime();
        reportComesAtTheSecondTry(link);
        comeBackInTrace(link);
        rows.awaitRetry(link.flowId());
        rows.hurry(link.flowId());
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.awaitNoJob(link.flowId());

        assertThat(lines.of(link.flowId()).stream().filter(line -> line.what().equals("fetch_report")))
                .hasSize(2)
                .extracting(Line::trace)
                .containsOnly(CALLBACK_TRACE);
    }

    /** As a version before this one enqueued it, during a rolling update. */
    @Test
    void aJobWithoutATraceHasOneOfItsOwn() {
        Link link = riskflow.startOneTime();
        reportComesAtTheSecondTry(link);
        comeBackInTrace(link);
        rows.awaitRetry(link.flowId());
        assertThat(rows.change(
                        link.flowId(),
                        "UPDATE scheduled_tasks SET task_data = convert_to('{\"tries\":1}', 'UTF8')"
                                + " WHERE task_instance = :flow"))
                .isEqualTo(1);
        rows.hurry(link.flowId());
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.awaitNoJob(link.flowId());

        assertThat(lines.of(link.flowId()))
                .filteredOn(line -> line.what().equals("completed"))
                .singleElement()
                .satisfies(line -> assertThat(line.trace()).hasSize(32).isNotEqualTo(CALLBACK_TRACE));
    }

    private void reportComesAtTheSecondTry(Link link) {
        provider.trouble()
                .whenever(
                        Operation.FETCH_REPORT,
                        attempt -> link.flowId().equals(attempt.flowId()) && attempt.ordinal() == 1
                                ? Mishap.status(503)
                                : null);
    }

    private void comeBackInTrace(Link link) {
        assertThat(riskflow.nobody()
                        .get(link.finish().toString(), "traceparent", "00-" + CALLBACK_TRACE + "-00f067aa0ba902b7-00")
                        .status())
                .isEqualTo(303);
    }

    private static Stream<Logger> loggers() {
        return Stream.of("dev.riskflow.flow.transitions", "dev.riskflow.provider.calls")
                .map(name -> (Logger) LoggerFactory.getLogger(name));
    }

    /** What was logged, as a structured log has it. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(Line.of(event));
        }

        List<Line> of(String flowId) {
            return lines.stream().filter(line -> line.flow().equals(flowId)).toList();
        }
    }

    /** @param what status or operation */
    private record Line(String flow, String what, String trace) {

        static Line of(ILoggingEvent event) {
            Map<String, String> fields = new HashMap<>();
            event.getKeyValuePairs().forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
            return new Line(
                    fields.getOrDefault("flow.id", ""),
                    fields.getOrDefault("flow.status", fields.getOrDefault("provider.operation", "")),
                    event.getMDCPropertyMap().getOrDefault("traceId", ""));
        }
    }
}
