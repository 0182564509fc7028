package dev.riskflow.report.parameters;

import dev.riskflow.provider.FlowId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** A place in a list that is ordered by a time and a flow: after this one. Opaque to clients. */
public record PageCursor(Instant at, FlowId flowId) {

    /** Checks the time. */
    public PageCursor {
        if (!KnownTimes.include(at)) {
            throw new IllegalArgumentException("Nothing was kept then");
        }
    }

    /**
     * Reads a cursor.
     *
     * @throws IllegalArgumentException if the text is none of ours
     */
    public static PageCursor parse(String text) {
        try {
            String opened = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = opened.split(" ", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("Not a cursor");
            }
            return new PageCursor(Instant.parse(parts[0]), new FlowId(parts[1]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a cursor", e);
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + " " + flowId).getBytes(StandardCharsets.UTF_8));
    }
}
