package dev.riskflow.flow.life;

import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts what becomes of flows, each by type: {@code riskflow.flow.transitions} by status and reason,
 * {@code riskflow.flow.funnel} by step, {@code riskflow.flow.time.to.report} from the user's return to the stored report,
 * and {@code riskflow.flow.runway}, the time that was left until the deadline when a report was stored. All counters
 * exist from the start, so that the first of its kind shows as an increase.
 */
@Component
class FlowMeters {

    private static final Duration[] TO_REPORT =
            seconds(1, 2, 5, 10, 30, 60, 300, 900, 1_800, 3_600, 6 * 3_600, 24 * 3_600);

    /** Close where a one-time flow's hour ends. */
    private static final Duration[] RUNWAY =
            seconds(60, 300, 900, 1_800, 2_700, 3_300, 3_600, 3_840, 6 * 3_600, 12 * 3_600, 24 * 3_600);

    private final MeterRegistry registry;

    FlowMeters(MeterRegistry registry) {
        this.registry = registry;
        for (FlowType type : FlowType.values()) {
            for (FlowStatus status : FlowStatus.values()) {
                if (status != FlowStatus.FAILED) {
                    transitions(type, status, null);
                }
            }
            for (FailureReason reason : FailureReason.values()) {
                transitions(type, FlowStatus.FAILED, reason);
            }
            for (FunnelStep step : FunnelStep.values()) {
                funnel(type, step);
            }
            timeToReport(type);
            runway(type);
        }
    }

    /** One that was committed. */
    void count(FlowTransition transition) {
        Flow flow = transition.flow();
        transitions(flow.type(), transition.status(), transition.reason()).increment();
        FunnelStep step = transition.step();
        if (step != null) {
            funnel(flow.type(), step).increment();
        }
        Instant returnedAt = flow.returnedAt();
        if (step == FunnelStep.STORED && returnedAt != null) {
            timeToReport(flow.type()).record(Duration.between(returnedAt, transition.at()));
            Duration left = flow.untilDeadline(transition.at());
            runway(flow.type()).record(left.isNegative() ? Duration.ZERO : left);
        }
    }

    private Counter transitions(FlowType type, FlowStatus status, @Nullable FailureReason reason) {
        return Counter.builder("riskflow.flow.transitions")
                .description("Transitions of flows")
                .tags(type(type).and("status", status.text(), "reason", reason == null ? "none" : reason.text()))
                .register(registry);
    }

    private Counter funnel(FlowType type, FunnelStep step) {
        return Counter.builder("riskflow.flow.funnel")
                .description("Flows that came so far, each counted once for each step")
                .tags(type(type).and("step", step.name().toLowerCase(Locale.ROOT)))
                .register(registry);
    }

    private Timer timeToReport(FlowType type) {
        return Timer.builder("riskflow.flow.time.to.report")
                .description("From the user's return to the stored report")
                .tags(type(type))
                .serviceLevelObjectives(TO_REPORT)
                .register(registry);
    }

    private Timer runway(FlowType type) {
        return Timer.builder("riskflow.flow.runway")
                .description("Time left until the deadline when a report was stored")
                .tags(type(type))
                .serviceLevelObjectives(RUNWAY)
                .register(registry);
    }

    private static Tags type(FlowType type) {
        return Tags.of("type", type.name().toLowerCase(Locale.ROOT));
    }

    private static Duration[] seconds(int... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
    }
}
