package dev.riskflow.provider;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The provider's id of a flow, and of its report. It stands in paths, tables and logs, so it may only hold the
 * unreserved characters of RFC 3986, at most 128 of them, and begins with a letter or digit.
 */
public record FlowId(@JsonValue String value) {

    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,127}");

    /**
     * Checks the format.
     *
     * @throws IllegalArgumentException if the text is no flow id; the message does not repeat it
     */
    @JsonCreator
    public FlowId {
        if (!FORMAT.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a flow id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
