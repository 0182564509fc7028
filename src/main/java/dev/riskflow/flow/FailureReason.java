package dev.riskflow.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a flow failed, and what its frontend can do about it: a closed set. */
public enum FailureReason {
    /** The provider said so in the callback. */
    PROVIDER_REPORTED(NextStep.START_NEW_FLOW),
    /** The provider refused the code. */
    CODE_REFUSED(NextStep.START_NEW_FLOW),
    /** The code's hour was over before it could be exchanged. */
    CODE_EXPIRED(NextStep.START_NEW_FLOW),
    /** The code was sent, its answer was lost, and it is refused now. */
    EXCHANGE_IN_DOUBT(NextStep.START_NEW_FLOW),
    /** The provider no longer accepts our access to the user's data. */
    ACCESS_LOST(NextStep.START_NEW_FLOW),
    /** The provider had no report until the deadline. */
    REPORT_UNAVAILABLE(NextStep.START_NEW_FLOW),
    /** The provider could not be reached until the deadline. */
    DEADLINE_PASSED(NextStep.START_NEW_FLOW),
    /** Nobody confirmed who brought the code. */
    NOT_CONFIRMED(NextStep.START_NEW_FLOW);

    private final NextStep next;

    FailureReason(NextStep next) {
        this.next = next;
    }

    NextStep next() {
        return next;
    }

    /** As in the API and the log. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
