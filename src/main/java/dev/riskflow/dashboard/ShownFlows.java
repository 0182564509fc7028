package dev.riskflow.dashboard;

import dev.riskflow.flow.list.FlowPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of flows.
 *
 * @param bad the filter that makes no sense; then nothing is listed
 */
record ShownFlows(FlowQuery query, FlowPage page, @Nullable String bad) {

    static ShownFlows of(FlowQuery query, FlowPage page) {
        return new ShownFlows(query, page, null);
    }

    static ShownFlows refused(FlowQuery query, String bad) {
        return new ShownFlows(query, new FlowPage(List.of(), null), bad);
    }

    String version() {
        return Live.version(page);
    }

    public String changed() {
        return query.changedSince(version());
    }

    /** Null on the first page. */
    public @Nullable String first() {
        return query.isFirstPage() ? null : query.newest();
    }

    /** Null on the last page. */
    public @Nullable String next() {
        return page.nextCursor() == null ? null : query.beginningAt(page.nextCursor());
    }
}
