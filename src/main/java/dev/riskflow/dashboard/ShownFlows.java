package dev.riskflow.dashboard;

import dev.riskflow.flow.list.FlowPage;
import org.jspecify.annotations.Nullable;

/** A page of the list of flows. */
record ShownFlows(FlowQuery query, FlowPage page) {

    String version() {
        return Live.version(page);
    }

    public String changed() {
        return query.changedSince(version());
    }

    /** Null on the first page. */
    public @Nullable String first() {
        return query.after() == null ? null : query.newest();
    }

    /** Null on the last page. */
    public @Nullable String next() {
        return page.nextCursor() == null ? null : query.beginningAfter(page.nextCursor());
    }
}
