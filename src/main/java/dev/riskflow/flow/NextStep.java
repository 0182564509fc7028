package dev.riskflow.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.riskflow.provider.FlowType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a frontend does next about a flow. */
public enum NextStep {
    /** Send the user to the widget location. */
    SEND_USER_TO_WIDGET,
    /** Confirm that the user who came back is the one whose flow it is, with what the browser brought. */
    CONFIRM_USER,
    /** Wait; ask again. */
    WAIT,
    /** The report can be read by the back office. */
    READ_REPORT,
    /** Ask the same user for access anew, with a renewal of this flow. If it has completed, its report can still be read. */
    RENEW,
    /** Nothing about this flow: another one has taken over, and has a report. It is named as what this one is renewed by. */
    USE_RENEWAL,
    /** Ask the user again, with a new flow. */
    START_NEW_FLOW;

    /**
     * What follows from where a flow stands.
     *
     * @param reason of a flow that failed
     */
    public static NextStep of(FlowStatus status, @Nullable FailureReason reason, FlowType type) {
        return switch (status) {
            case AWAITING_USER -> SEND_USER_TO_WIDGET;
            case AWAITING_CONFIRMATION -> CONFIRM_USER;
            case AUTHORIZED, FETCHING -> WAIT;
            case COMPLETED -> READ_REPORT;
            case CANCELLED, EXPIRED -> START_NEW_FLOW;
            // Access was there once: user and parameters are known, and the consent is what is missing.
            case FAILED -> reason == FailureReason.ACCESS_LOST && type == FlowType.ONGOING ? RENEW : START_NEW_FLOW;
        };
    }

    /** What follows now that the access that brought the report is lost: the report can be read, but gets no newer. */
    public NextStep withoutAccess() {
        return this == READ_REPORT ? RENEW : this;
    }

    /** What follows now that another flow took over and has completed: nobody needs to be asked again. */
    public NextStep withSuccessor() {
        return switch (this) {
            case RENEW, START_NEW_FLOW -> USE_RENEWAL;
            case SEND_USER_TO_WIDGET, CONFIRM_USER, WAIT, READ_REPORT, USE_RENEWAL -> this;
        };
    }

    /** As in the API. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
