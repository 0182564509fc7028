package dev.riskflow.provider;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The provider's id of a flow, and of its report. It stands in paths, tables and logs, so it may only hold the
 * unreserved characters of RFC 3986, at most 128 of them, and begins with a letter or digit.
 */
public record FlowId(@JsonValue String value) {

    private static final int LONGEST = 128;

    /**
     * Checks the format.
     *
     * @throws IllegalArgumentException if the text is no flow id; the message does not repeat it
     */
    @JsonCreator
    public FlowId {
        if (!isFlowId(value)) {
            throw new IllegalArgumentException("Not a flow id");
        }
    }

    /** Not with a regular expression: a page of a list has two hundred of them. */
    private static boolean isFlowId(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && isAlphanumeric(text.charAt(0))
                && text.chars().allMatch(FlowId::isUnreserved);
    }

    private static boolean isUnreserved(int c) {
        return isAlphanumeric(c) || c == '.' || c == '_' || c == '~' || c == '-';
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    @Override
    public String toString() {
        return value;
    }
}
