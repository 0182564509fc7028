package dev.riskflow.privacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is erased. */
enum ErasureKind {
    /** One flow, and its report. */
    FLOW,
    /** All flows of a user. */
    USER;

    /** As in the API. */
    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
