package dev.riskflow.flow.list;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the flows that want attention to list: those of one kind, or of any. */
public enum AttentionFilter {
    REAUTHORIZE,
    CONSENT_ENDING,
    IN_DOUBT,
    DEADLINE_NEAR,
    ANY;

    static final String TEXTS =
            Arrays.stream(values()).map(AttentionFilter::text).collect(Collectors.joining(", "));

    /**
     * Reads it as in the API; {@code true} means any.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static AttentionFilter of(String text) {
        return text.equals("true")
                ? ANY
                : Arrays.stream(values())
                        .filter(value -> value.text().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("Not one of them"));
    }

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
