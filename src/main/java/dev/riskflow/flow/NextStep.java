package dev.riskflow.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a frontend does next about a flow. */
public enum NextStep {
    /** Send the user to the widget location. */
    SEND_USER_TO_WIDGET,
    /** Wait; ask again. */
    WAIT,
    /** The report can be read by the back office. */
    READ_REPORT,
    /** Ask the user again, with a new flow. */
    START_NEW_FLOW;

    /** About a flow that stands so. */
    public static NextStep of(FlowStatus status, @Nullable FailureReason reason) {
        return switch (status) {
            case AWAITING_USER -> SEND_USER_TO_WIDGET;
            case AWAITING_CONFIRMATION, AUTHORIZED, FETCHING -> WAIT;
            case COMPLETED -> READ_REPORT;
            case CANCELLED, EXPIRED -> START_NEW_FLOW;
            case FAILED -> reason == null ? START_NEW_FLOW : reason.next();
        };
    }

    /** As in the API. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
