package dev.riskflow.flow.list;

import dev.riskflow.provider.FlowId;
import dev.riskflow.report.parameters.KnownTimes;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place among the changes: all before {@code at} were seen, and of those at that moment, the given flow's and what
 * precedes it. Opaque to clients; none that the other list gives out.
 */
record ChangeCursor(Instant at, @Nullable FlowId flowId) {

    private static final String MARK = "c.";

    /** Checks the time. */
    ChangeCursor {
        if (!KnownTimes.include(at)) {
            throw new IllegalArgumentException("Nothing was kept then");
        }
    }

    /** After this moment, not at it. Changes have microseconds; and none comes after the last time that is known. */
    static ChangeCursor after(Instant moment) {
        Instant next = moment.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
        return new ChangeCursor(next.isAfter(KnownTimes.LATEST) ? KnownTimes.LATEST : next, null);
    }

    static ChangeCursor behind(ListedFlow flow) {
        return new ChangeCursor(flow.place(), flow.summary().flowId());
    }

    /** All before this moment were seen, unless that was known already. */
    ChangeCursor orLater(Instant moment) {
        return moment.isAfter(at) ? new ChangeCursor(moment, null) : this;
    }

    static boolean isOne(@Nullable String text) {
        return text != null && text.startsWith(MARK);
    }

    /**
     * Reads a cursor.
     *
     * @throws IllegalArgumentException if the text is none of ours
     */
    static ChangeCursor parse(String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException("Not a cursor of changes");
        }
        try {
            byte[] opened = Base64.getUrlDecoder().decode(text.substring(MARK.length()));
            String[] parts = new String(opened, StandardCharsets.UTF_8).split(" ", 2);
            return new ChangeCursor(Instant.parse(parts[0]), parts.length == 1 ? null : new FlowId(parts[1]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a cursor of changes", e);
        }
    }

    /** No flow's id is empty, so this precedes all of the moment. */
    String flowIdOrEmpty() {
        return flowId == null ? "" : flowId.value();
    }

    @Override
    public String toString() {
        String text = flowId == null ? at.toString() : at + " " + flowId;
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
