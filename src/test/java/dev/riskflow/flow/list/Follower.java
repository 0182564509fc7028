package dev.riskflow.flow.list;

import dev.riskflow.token.UserActivityLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A backend that follows all changes from the beginning: keeps the cursor, and polls. */
final class Follower {

    static final UserActivityLimit NINETY_DAYS = new UserActivityLimit(Duration.ofDays(90));

    private final FlowChanges changes;
    private ChangeCursor place = ChangeCursor.after(Instant.EPOCH);

    Follower(JdbcClient jdbc) {
        changes = new FlowChanges(jdbc, NINETY_DAYS);
    }

    /** Ids of one page. */
    List<String> poll() {
        return next(50).stream().map(flow -> flow.flowId().value()).toList();
    }

    List<FlowSummary> next(int limit) {
        FlowPage page = changes.after(ListStatements.ALL, limit, place);
        place = ChangeCursor.parse(String.valueOf(page.nextCursor()));
        return page.flows();
    }
}
