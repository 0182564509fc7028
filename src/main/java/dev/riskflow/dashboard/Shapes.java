package dev.riskflow.dashboard;

import dev.riskflow.flow.FlowStatus;
import org.jspecify.annotations.Nullable;

/** The shape and colour of a badge, as parts.css names them; its words say the same. */
final class Shapes {

    private static final String WAITING = "waiting";
    private static final String BUSY = "busy";
    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final String CANCELLED = "cancelled";
    private static final String EXPIRED = "expired";
    private static final String DOUBT = "doubt";

    private Shapes() {}

    static String of(FlowStatus status) {
        return switch (status) {
            case AWAITING_USER, AWAITING_CONFIRMATION -> WAITING;
            case AUTHORIZED, FETCHING -> BUSY;
            case COMPLETED -> DONE;
            case CANCELLED -> CANCELLED;
            case FAILED -> FAILED;
            case EXPIRED -> EXPIRED;
        };
    }

    /** @param state as a grant's story tells it; null once the tokens were deleted */
    static String ofGrant(@Nullable String state) {
        return switch (state) {
            case "CODE_RECEIVED", "EXCHANGING", "ROTATING" -> BUSY;
            case "ACTIVE" -> DONE;
            case "IN_DOUBT" -> DOUBT;
            case "REAUTHORIZE" -> FAILED;
            case null, default -> CANCELLED;
        };
    }

    /** @param affinity in the provider's words; others than these may come */
    static String ofAffinity(String affinity) {
        return switch (affinity) {
            case "VERY_HIGH", "HIGH" -> DONE;
            case "MEDIUM" -> DOUBT;
            case "LOW", "VERY_LOW" -> FAILED;
            default -> WAITING;
        };
    }

    /** @param outcome as a grant's story tells it; null while the request is under way */
    static String ofRequest(@Nullable String outcome) {
        return switch (outcome) {
            case null -> BUSY;
            case "STORED" -> DONE;
            case "REFUSED" -> FAILED;
            case "IN_DOUBT", "HOLDER_LOST" -> DOUBT;
            default -> CANCELLED;
        };
    }
}
