package dev.riskflow.provider;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The provider's id of a flow, and of its report. It stands in paths, tables and logs, so it may only hold the
 * unreserved characters of RFC 3986, at most 255 of them, and does not begin with a dot, which paths give a meaning.
 */
public record FlowId(@JsonValue String value) {

    private static final int LONGEST = 255;

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

    /** Neither with a regular expression nor a stream: a page of a list has two hundred of them. */
    private static boolean isFlowId(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.charAt(0) == '.') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(char c) {
        boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return alphanumeric || c == '.' || c == '_' || c == '~' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
