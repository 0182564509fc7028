package dev.riskflow.provider;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The two kinds of flow that the provider knows: its data is gone after an hour, or kept while consent lasts. */
public enum FlowType {
    ONE_TIME,
    ONGOING;

    /** As in the API. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
