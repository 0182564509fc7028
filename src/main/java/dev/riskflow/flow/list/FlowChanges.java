package dev.riskflow.flow.list;

import dev.riskflow.StoredTime;
import dev.riskflow.token.UserActivityLimit;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Flows in the order of their latest change, for a backend that follows all of them and may miss none. A change takes its
 * time when it is written, and is seen when it is committed: one that was committed late could lie before a place that a
 * reader has passed. So nobody is shown a change that an open transaction could still precede.
 */
@Repository
class FlowChanges {

    private final JdbcClient jdbc;
    private final UserActivityLimit absence;

    FlowChanges(JdbcClient jdbc, UserActivityLimit absence) {
        this.jdbc = jdbc;
        this.absence = absence;
    }

    /** What follows a place, oldest change first, each flow once, as it is now. There is always a cursor to go on from. */
    FlowPage after(FlowFilter filter, int limit, ChangeCursor after) {
        Instant bound = settled();
        List<ListedFlow> rows = jdbc.sql(PageSql.of(filter, ListOrder.CHANGES, limit + 1))
                .param("at", StoredTime.of(after.at()))
                .param("flow", after.flowIdOrEmpty())
                .param("bound", StoredTime.of(bound))
                .param("absence", absence.value().toSeconds())
                .param("client", filter.client())
                .param("user", filter.userId())
                .query((row, n) -> ListedFlow.of(row))
                .list();
        List<ListedFlow> page = rows.subList(0, Math.min(rows.size(), limit));
        ChangeCursor next = rows.size() > limit ? ChangeCursor.behind(page.getLast()) : after.orLater(bound);
        return new FlowPage(page.stream().map(ListedFlow::summary).toList(), next.toString());
    }

    /**
     * Guarantee: every change before this moment is committed, and visible to any statement that begins from now on, or
     * never will be. The clock is read first ({@code statement_timestamp()}), the transactions after it. Whoever wrote a
     * change before that moment had its transaction id by then (see {@code flow_time_change} in the migration): so it is
     * either still in {@code pg_stat_activity}, and began before it wrote, or it has ended. A session whose beginning is
     * hidden from us holds everything up. Processes without a user (autovacuum) write no flows.
     */
    private Instant settled() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("In a transaction, the statements would not see what they have to");
        }
        return jdbc.sql("""
                        SELECT least(statement_timestamp(), min(coalesce(xact_start, 'epoch')))
                          FROM pg_stat_activity
                         WHERE datname = current_database() AND backend_xid IS NOT NULL AND usesysid IS NOT NULL
                        """).query(OffsetDateTime.class).single().toInstant();
    }
}
