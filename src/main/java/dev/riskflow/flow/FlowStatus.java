package dev.riskflow.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a flow stands. */
public enum FlowStatus {
    /** The link was handed out; the user has not come back. */
    AWAITING_USER,
    /** The user came back with a code; the frontend has yet to confirm who it was. */
    AWAITING_CONFIRMATION,
    /** A code is kept; its exchange is under way. */
    AUTHORIZED,
    /** Tokens are stored; the report is being fetched. */
    FETCHING,
    /** The report is stored. */
    COMPLETED,
    /** The user cancelled; going back in the widget may still succeed. */
    CANCELLED,
    /** It went wrong; the reason says how. */
    FAILED,
    /** The user did not come back in time; coming back late may still succeed. */
    EXPIRED;

    /** As in the API, the log and redirects. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
