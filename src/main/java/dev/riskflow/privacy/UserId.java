package dev.riskflow.privacy;

import dev.riskflow.report.parameters.BadParameterException;
import java.util.regex.Pattern;

/** A client's own identifier of its user, as {@code POST /risk-flows} takes it. */
public record UserId(String value) {

    private static final Pattern FORM = Pattern.compile("(?=.*\\S)[^\\p{Cc}\\p{Cs}]{1,256}");

    /** @throws BadParameterException if no flow can have it */
    public static UserId of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new BadParameterException(
                    "user_id must have 1 to 256 characters, not only spaces, and no control characters");
        }
        return new UserId(text);
    }

    /** A person's. */
    @Override
    public String toString() {
        return "UserId[***]";
    }
}
