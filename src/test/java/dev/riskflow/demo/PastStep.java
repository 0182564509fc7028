package dev.riskflow.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a made-up flow's life, as the service might have written it. */
record PastStep(String status, @Nullable String reason, Instant at) {

    /** Until a code is of no use any more. */
    private static final Duration CODE = Duration.ofHours(1);

    /** Until a one-time flow's completion is given up. */
    private static final Duration DEADLINE = Duration.ofMinutes(65);

    /** The whole life, from the handed out link to where it ended. */
    static List<PastStep> of(PastFlow flow) {
        List<PastStep> steps = new ArrayList<>(List.of(new PastStep("AWAITING_USER", null, flow.createdAt())));
        Instant end = flow.endedAt();
        switch (flow.ending()) {
            case AWAITING_USER -> {}
            case CANCELLED, EXPIRED -> steps.add(new PastStep(flow.ending().name(), null, end));
            case COMPLETED -> {
                steps.add(new PastStep("AUTHORIZED", null, end));
                steps.add(new PastStep("FETCHING", null, end.plus(flow.took().dividedBy(3))));
                steps.add(new PastStep("COMPLETED", null, flow.completedAt()));
            }
            case FAILED -> {
                beforeFailure(flow.reason()).forEach(status -> steps.add(new PastStep(status, null, end)));
                steps.add(new PastStep("FAILED", flow.reason(), end.plus(untilFailure(flow))));
            }
        }
        return steps;
    }

    private static List<String> beforeFailure(@Nullable String reason) {
        return switch (reason) {
            case "CODE_REFUSED", "CODE_EXPIRED", "EXCHANGE_IN_DOUBT" -> List.of("AUTHORIZED");
            case "NOT_CONFIRMED" -> List.of("AWAITING_CONFIRMATION");
            case "ACCESS_LOST", "REPORT_UNAVAILABLE", "DEADLINE_PASSED" -> List.of("AUTHORIZED", "FETCHING");
            case null, default -> List.of();
        };
    }

    private static Duration untilFailure(PastFlow flow) {
        return switch (flow.reason()) {
            case "CODE_REFUSED", "EXCHANGE_IN_DOUBT", "ACCESS_LOST" -> flow.took();
            case "CODE_EXPIRED", "NOT_CONFIRMED" -> CODE;
            case "REPORT_UNAVAILABLE", "DEADLINE_PASSED" -> DEADLINE;
            case null, default -> Duration.ZERO;
        };
    }
}
