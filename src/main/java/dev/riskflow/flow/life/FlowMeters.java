package dev.riskflow.flow.life;

import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
            seconds(60, 300, 900, 1_800, 2_700, 3_300, 3_600, 3_840, 6 * 3_600, 12 * 3_600);

    private final Map<FlowType, OfType> types = new EnumMap<>(FlowType.class);

    FlowMeters(MeterRegistry registry, FlowSettings settings) {
        for (FlowType type : FlowType.values()) {
            types.put(type, new OfType(type(type), runwayOf(settings.deadline(type)), registry));
        }
    }

    /** One that was committed. */
    void count(TakenStep step) {
        Objects.requireNonNull(types.get(step.type())).count(step);
    }

    /**
     * Nothing is left beyond the deadline, where nearly all reports are: a quantile is sought evenly between two bounds, and
     * without this one it would be hours.
     */
    private static Duration[] runwayOf(Duration deadline) {
        return Stream.concat(Arrays.stream(RUNWAY).filter(bound -> bound.compareTo(deadline) < 0), Stream.of(deadline))
                .toArray(Duration[]::new);
    }

    /** Those of one type, registered once: they are looked up by what they count. */
    private static final class OfType {

        private final Map<FlowStatus, Counter> statuses = new EnumMap<>(FlowStatus.class);
        private final Map<FailureReason, Counter> reasons = new EnumMap<>(FailureReason.class);
        private final Map<FunnelStep, Counter> funnel = new EnumMap<>(FunnelStep.class);
        private final Timer timeToReport;
        private final Timer runway;

        OfType(Tags type, Duration[] runwayBounds, MeterRegistry registry) {
            for (FlowStatus status : FlowStatus.values()) {
                if (status != FlowStatus.FAILED) {
                    statuses.put(status, transitions(type, status, "none", registry));
                }
            }
            for (FailureReason reason : FailureReason.values()) {
                reasons.put(reason, transitions(type, FlowStatus.FAILED, reason.text(), registry));
            }
            for (FunnelStep step : FunnelStep.values()) {
                funnel.put(step, funnel(type, step, registry));
            }
            timeToReport = timer(
                    "riskflow.flow.time.to.report",
                    "From the user's return to the stored report",
                    TO_REPORT,
                    type,
                    registry);
            runway = timer(
                    "riskflow.flow.runway",
                    "Time left until the deadline when a report was stored",
                    runwayBounds,
                    type,
                    registry);
        }

        private void count(TakenStep step) {
            FailureReason reason = step.reason();
            increment(reason == null ? statuses.get(step.status()) : reasons.get(reason));
            if (step.funnel() != null) {
                increment(funnel.get(step.funnel()));
            }
            if (step.funnel() == FunnelStep.STORED && step.returnedAt() != null) {
                timeToReport.record(Duration.between(step.returnedAt(), step.at()));
                runway.record(left(step));
            }
        }

        private static void increment(@Nullable Counter counter) {
            Objects.requireNonNull(counter).increment();
        }

        private static Duration left(TakenStep step) {
            Duration left = Flow.untilDeadline(step.deadlineAt(), step.at());
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    private static Counter transitions(Tags type, FlowStatus status, String reason, MeterRegistry registry) {
        return Counter.builder("riskflow.flow.transitions")
                .description("Transitions of flows")
                .tags(type.and("status", status.text(), "reason", reason))
                .register(registry);
    }

    private static Counter funnel(Tags type, FunnelStep step, MeterRegistry registry) {
        return Counter.builder("riskflow.flow.funnel")
                .description("Flows that came so far")
                .tags(type.and("step", step.name().toLowerCase(Locale.ROOT)))
                .register(registry);
    }

    private static Timer timer(String name, String description, Duration[] steps, Tags type, MeterRegistry registry) {
        return Timer.builder(name)
                .description(description)
                .tags(type)
                .serviceLevelObjectives(steps)
                .register(registry);
    }

    private static Tags type(FlowType type) {
        return Tags.of("type", type.name().toLowerCase(Locale.ROOT));
    }

    private static Duration[] seconds(int... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
    }
}
