package dev.riskflow.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Erasures, newest first.
 *
 * @param nextBefore what to pass as {@code before} for earlier ones; null if there are none
 */
record ErasurePage(List<Erasure> erasures, @Nullable Long nextBefore) {

    /** From one row more than asked for: whether it is there says whether there are more. */
    static ErasurePage of(List<Erasure> rows, int limit) {
        if (rows.size() <= limit) {
            return new ErasurePage(rows, null);
        }
        List<Erasure> page = rows.subList(0, limit);
        return new ErasurePage(page, page.getLast().nr());
    }
}
