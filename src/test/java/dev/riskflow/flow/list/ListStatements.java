package dev.riskflow.flow.list;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.parameters.PageCursor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lists as they are asked for, each executed once; the plan of the statement that reads the page. */
final class ListStatements {

    /** No filter. */
    static final FlowFilter ALL = new FlowFilter(null, null, null, null, null, null);

    private final LoadedDatabase database;
    private final ObservedJdbc observed;
    private final FlowList list;
    private final FlowChanges changes;
    private final Map<String, ExecutedPlan> plans = new LinkedHashMap<>();

    private ListStatements(LoadedDatabase database, ObservedJdbc observed) {
        this.database = database;
        this.observed = observed;
        list = new FlowList(JdbcClient.create(observed), Follower.NINETY_DAYS);
        changes = new FlowChanges(JdbcClient.create(observed), Follower.NINETY_DAYS);
    }

    static Map<String, ExecutedPlan> execute(LoadedDatabase database, Planning planning) {
        try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
            ListStatements statements = new ListStatements(database, observed);
            statements.lists();
            statements.lately();
            statements.attention();
            statements.feed();
            return statements.plans;
        }
    }

    private void lists() {
        page("all", ALL, null);
        page("all, the middle", ALL, middle());
        page("all, the oldest", ALL, oldest());
        page("a frontend's own", filter("demo-shop", null, null, null, null), null);
        page("a frontend's own, the middle", filter("demo-shop", null, null, null, null), middle());
        page("a tiny frontend's own", filter("tiny", null, null, null, null), null);
        page("nobody's", filter("none", null, null, null, null), null);
        page("completed", filter(null, FlowStatus.COMPLETED, null, null, null), null);
        page("completed, the middle", filter(null, FlowStatus.COMPLETED, null, null, null), middle());
        page("fetching", filter(null, FlowStatus.FETCHING, null, null, null), null);
        page("awaiting confirmation (none)", filter(null, FlowStatus.AWAITING_CONFIRMATION, null, null, null), null);
        page("ongoing", filter(null, null, FlowType.ONGOING, null, null), null);
        page("ongoing, the middle", filter(null, null, FlowType.ONGOING, null, null), middle());
        page("failed ongoing of one", filter("other", FlowStatus.FAILED, FlowType.ONGOING, null, null), null);
        page("of a user", filter(null, null, null, "user-10", null), null);
        page("of a user, fetching (none)", filter(null, FlowStatus.FETCHING, null, "user-10", null), null);
    }

    private void lately() {
        Instant start = time("SELECT max(created_at) - interval '3 hours' FROM flow");
        page("failed, started lately", new FlowFilter(null, FlowStatus.FAILED, null, null, null, start), null);
        page("started lately, the middle", new FlowFilter(null, null, null, null, null, start), middle());
    }

    private void attention() {
        for (AttentionFilter attention : AttentionFilter.values()) {
            String name = "attention " + attention.text();
            page(name, filter(null, null, null, null, attention), null);
            page(name + ", the middle", filter(null, null, null, null, attention), middle());
            page(name + " of one", filter("demo-shop", null, null, null, attention), null);
            page(name + " of a tiny one", filter("tiny", null, null, null, attention), null);
        }
        page("attention any of a user", filter(null, null, null, "user-10", AttentionFilter.ANY), null);
    }

    private void feed() {
        Instant late = time("SELECT max(changed_at) - interval '3 hours' FROM flow");
        changes("changes", ALL, late);
        changes("changes, none", ALL, Instant.now());
        changes("changes from the beginning", ALL, Instant.EPOCH);
        changes("changes from the middle", ALL, middle().at());
        changes("a frontend's changes", filter("demo-shop", null, null, null, null), late);
        changes("a tiny frontend's changes from the beginning", filter("tiny", null, null, null, null), Instant.EPOCH);
        changes(
                "fetching changes from the beginning",
                filter(null, FlowStatus.FETCHING, null, null, null),
                Instant.EPOCH);
        changes("ongoing changes from the middle", filter(null, null, FlowType.ONGOING, null, null), middle().at());
        changes("a user's changes from the beginning", filter(null, null, null, "user-10", null), Instant.EPOCH);
    }

    private void page(String name, FlowFilter filter, @Nullable PageCursor after) {
        note(name, () -> list.page(filter, 50, after));
    }

    private void changes(String name, FlowFilter filter, Instant after) {
        note(name, () -> changes.after(filter, 50, ChangeCursor.after(after)));
    }

    private void note(String name, Runnable work) {
        plans.put(name, observed.plansOf(work).getLast());
    }

    private PageCursor middle() {
        return new PageCursor(
                time("SELECT (min(created_at) + (max(created_at) - min(created_at)) / 2) FROM flow"), new FlowId("0"));
    }

    private PageCursor oldest() {
        return new PageCursor(time("SELECT min(created_at) + interval '1 hour' FROM flow"), new FlowId("0"));
    }

    private Instant time(String sql) {
        return database.jdbc().sql(sql).query(OffsetDateTime.class).single().toInstant();
    }

    private static FlowFilter filter(
            @Nullable String client,
            @Nullable FlowStatus status,
            @Nullable FlowType type,
            @Nullable String user,
            @Nullable AttentionFilter attention) {
        return new FlowFilter(client, status, type, user, attention, null);
    }
}
