package dev.riskflow.flow.list;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Which of the flows that want attention to list: those of one kind, or of any. */
public enum AttentionFilter {
    REAUTHORIZE,
    CONSENT_ENDING,
    IN_DOUBT,
    DEADLINE_NEAR,
    ANY;

    Set<Attention> kinds() {
        return switch (this) {
            case REAUTHORIZE -> EnumSet.of(Attention.REAUTHORIZE);
            case CONSENT_ENDING -> EnumSet.of(Attention.CONSENT_ENDING);
            case IN_DOUBT -> EnumSet.of(Attention.IN_DOUBT);
            case DEADLINE_NEAR -> EnumSet.of(Attention.DEADLINE_NEAR);
            case ANY -> EnumSet.allOf(Attention.class);
        };
    }

    /** As in the API. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
