package dev.riskflow.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a frontend does next about a flow. */
enum NextStep {
    /** Send the user to the widget location. */
    SEND_USER_TO_WIDGET,
    /** Wait; ask again. */
    WAIT,
    /** The report can be read by the back office. */
    READ_REPORT,
    /** Ask the user again, with a new flow. */
    START_NEW_FLOW;

    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
