package dev.riskflow.privacy;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for a text in every column of every table, sealed ones opened by nobody. */
final class Leftovers {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** No table of the service's; and who was shown a report, which is kept for a time of its own, and names nobody. */
    private static final List<String> NOT_SEARCHED = List.of("flyway_schema_history", "access_log");

    private final JdbcClient jdbc;

    Leftovers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Tables with rows that mention it, as in {@code flow: flow_id, ...}. */
    List<String> of(String text) {
        List<String> found = new ArrayList<>();
        for (String table : tables()) {
            jdbc.sql("SELECT to_jsonb(t)::text FROM " + table + " t WHERE strpos(" + searched(table) + ", :text) > 0")
                    .param("text", text)
                    .query(String.class)
                    .list()
                    .forEach(row -> found.add(table + ": " + row));
        }
        return found;
    }

    /** Once what was under way has ended. */
    void awaitNone(Collection<String> texts) {
        for (String text : texts) {
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> of(text), List::isEmpty);
        }
    }

    private static String searched(String table) {
        return table.equals("scheduled_tasks")
                ? "to_jsonb(t)::text || coalesce(convert_from(task_data, 'UTF8'), '')"
                : "to_jsonb(t)::text";
    }

    private List<String> tables() {
        return jdbc
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
                .query((row, n) -> String.valueOf(row.getString("table_name")))
                .list()
                .stream()
                .filter(table -> !NOT_SEARCHED.contains(table))
                .toList();
    }
}
