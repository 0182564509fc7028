package dev.riskflow.privacy.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries, newest first.
 *
 * @param nextBefore what to pass as {@code before} for earlier ones; null if there are none
 */
public record AccessPage(
        List<AccessEntry> entries, @Nullable Long nextBefore) {

    /** From one row more than asked for: whether it is there says whether there are more. */
    static AccessPage of(List<AccessEntry> rows, int limit) {
        if (rows.size() <= limit) {
            return new AccessPage(rows, null);
        }
        List<AccessEntry> page = rows.subList(0, limit);
        return new AccessPage(page, page.getLast().id());
    }
}
