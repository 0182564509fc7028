package dev.riskflow.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.token.LossReason;
import java.util.Locale;

/** Why a flow failed: a closed set. */
public enum FailureReason {
    /** The provider said so in the callback. */
    PROVIDER_REPORTED,
    /** The provider refused the code. */
    CODE_REFUSED,
    /** The code's hour was over before it could be exchanged. */
    CODE_EXPIRED,
    /** The code was sent, its answer was lost, and it is refused now. */
    EXCHANGE_IN_DOUBT,
    /** The provider no longer accepts our access to the user's data. */
    ACCESS_LOST,
    /** The provider had no report until the deadline. */
    REPORT_UNAVAILABLE,
    /** The provider could not be reached until the deadline, or we could not go on. */
    DEADLINE_PASSED,
    /** Nobody confirmed who brought the code. */
    NOT_CONFIRMED;

    public static FailureReason of(LossReason loss) {
        return switch (loss) {
            case CODE_REFUSED -> CODE_REFUSED;
            case CODE_EXPIRED -> CODE_EXPIRED;
            case EXCHANGE_IN_DOUBT -> EXCHANGE_IN_DOUBT;
            case GRANT_REFUSED, LOST_IN_ROTATION -> ACCESS_LOST;
        };
    }

    /** What stood in the way of the report when time ran out. */
    public static FailureReason of(FetchOutcome.Cause cause) {
        return switch (cause) {
            case REPORT_UNAVAILABLE -> REPORT_UNAVAILABLE;
            case ACCESS_REFUSED -> ACCESS_LOST;
            case PROVIDER_UNREACHABLE -> DEADLINE_PASSED;
        };
    }

    /** As in the API and the log. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
