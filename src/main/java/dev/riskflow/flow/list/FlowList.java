package dev.riskflow.flow.list;

import dev.riskflow.StoredTime;
import dev.riskflow.report.parameters.PageCursor;
import dev.riskflow.token.UserActivityLimit;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Flows, newest first, in an order that never changes. */
@Repository
public class FlowList {

    private final JdbcClient jdbc;
    private final UserActivityLimit absence;

    FlowList(JdbcClient jdbc, UserActivityLimit absence) {
        this.jdbc = jdbc;
        this.absence = absence;
    }

    /**
     * A page. It begins after a given flow, so it stays the same while new flows arrive.
     *
     * @param limit how many flows the page holds at most
     * @param after where the page begins; null for the newest flow
     */
    public FlowPage page(FlowFilter filter, int limit, @Nullable PageCursor after) {
        // One more than the page holds: whether it is there says whether there is a next page.
        List<FlowSummary> rows = jdbc.sql(PageSql.of(filter, ListOrder.NEWEST, limit + 1))
                .param("at", after == null ? OffsetDateTime.MAX : StoredTime.of(after.at()))
                .param("flow", after == null ? "" : after.flowId().value())
                .param("absence", absence.value().toSeconds())
                .param("client", filter.client())
                .param("user", filter.userId())
                .param("started", StoredTime.of(filter.startedFrom()))
                .query((row, n) -> ListedFlow.of(row).summary())
                .list();
        if (rows.size() <= limit) {
            return new FlowPage(rows, null);
        }
        List<FlowSummary> page = rows.subList(0, limit);
        return new FlowPage(
                page, new PageCursor(page.getLast().createdAt(), page.getLast().flowId()).toString());
    }
}
