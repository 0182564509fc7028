package dev.riskflow.environment;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of a flow, looked at past the service; and their times, moved so that no test waits for an hour. */
public final class Rows {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    Rows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that is stored of a flow, each row as text: to tell whether anything has changed. */
    public List<@Nullable String> all(String flowId) {
        return jdbc.sql("""
                        SELECT to_jsonb(t)::text FROM flow t WHERE flow_id = :flow
                        UNION ALL SELECT to_jsonb(t)::text FROM flow_transition t WHERE flow_id = :flow
                        UNION ALL SELECT to_jsonb(t)::text FROM token_grant t WHERE flow_id = :flow
                        UNION ALL SELECT to_jsonb(t)::text FROM risk_report t WHERE flow_id = :flow
                        UNION ALL SELECT to_jsonb(t)::text FROM risk_report_version t WHERE flow_id = :flow
                        UNION ALL SELECT to_jsonb(t)::text FROM idempotency_key t WHERE flow_id = :flow
                        UNION ALL SELECT to_jsonb(t)::text FROM scheduled_tasks t WHERE task_instance = :flow
                         ORDER BY 1
                        """).param("flow", flowId).query(String.class).list();
    }

    /** The flow and its transitions only: what a job that is running does not change yet. */
    public List<@Nullable String> flowRows(String flowId) {
        return jdbc.sql("""
                        SELECT to_jsonb(t)::text FROM flow t WHERE flow_id = :flow
                        UNION ALL SELECT to_jsonb(t)::text FROM flow_transition t WHERE flow_id = :flow
                         ORDER BY 1
                        """).param("flow", flowId).query(String.class).list();
    }

    public Map<String, @Nullable Object> flow(String flowId) {
        return jdbc.sql("SELECT * FROM flow WHERE flow_id = :flow")
                .param("flow", flowId)
                .query()
                .singleRow();
    }

    /** Empty once the tokens were deleted. */
    public Map<String, @Nullable Object> grant(String flowId) {
        return jdbc
                .sql("SELECT * FROM token_grant WHERE flow_id = :flow")
                .param("flow", flowId)
                .query()
                .listOfRows()
                .stream()
                .findFirst()
                .orElseGet(Map::of);
    }

    public long flowCount() {
        return jdbc.sql("SELECT count(*) FROM flow").query(Long.class).single();
    }

    public String newestFlow() {
        return jdbc.sql("SELECT flow_id FROM flow ORDER BY created_at DESC LIMIT 1")
                .query(String.class)
                .single();
    }

    /** The text of every column of every table of ours, to look for what must not be there. */
    public String everything() {
        return String.join("\n", texts("""
                        SELECT to_jsonb(t)::text FROM flow t
                        UNION ALL SELECT to_jsonb(t)::text FROM flow_transition t
                        UNION ALL SELECT to_jsonb(t)::text FROM token_grant t
                        UNION ALL SELECT to_jsonb(t)::text FROM risk_report t
                        UNION ALL SELECT to_jsonb(t)::text FROM idempotency_key t
                        UNION ALL SELECT to_jsonb(t)::text || convert_from(task_data, 'UTF8') FROM scheduled_tasks t
                         WHERE task_data IS NOT NULL
                        """));
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query((row, n) -> row.getString(1)).list();
    }

    /** Runs a statement about one flow, named {@code :flow}; how many rows it changed. */
    public int change(String flowId, String sql) {
        return jdbc.sql(sql).param("flow", flowId).update();
    }

    /** The access token's time is over: whoever needs one, rotates. */
    public void expireAccess(String flowId) {
        change(flowId, """
                UPDATE token_grant SET access_expires_at = clock_timestamp(), refresh_at = clock_timestamp()
                 WHERE flow_id = :flow
                """);
    }

    /** So long ago did everything happen that this flow's times tell of. */
    public void age(String flowId, Duration by) {
        jdbc.sql("""
                        UPDATE flow SET created_at = created_at - :by * interval '1 second',
                               expires_at = expires_at - :by * interval '1 second',
                               returned_at = returned_at - :by * interval '1 second',
                               deadline_at = deadline_at - :by * interval '1 second'
                         WHERE flow_id = :flow
                        """).param("flow", flowId).param("by", by.toSeconds()).update();
        jdbc.sql("""
                        UPDATE token_grant SET code_expires_at = code_expires_at - :by * interval '1 second',
                               next_attempt_at = next_attempt_at - :by * interval '1 second',
                               lease_until = lease_until - :by * interval '1 second',
                               access_expires_at = access_expires_at - :by * interval '1 second'
                         WHERE flow_id = :flow
                        """).param("flow", flowId).param("by", by.toSeconds()).update();
        hurry(flowId);
    }

    /** The flow's waiting job is due now. */
    public void hurry(String flowId) {
        change(flowId, """
                UPDATE scheduled_tasks SET execution_time = now() WHERE task_instance = :flow AND NOT picked
                """);
    }

    public long jobs(String flowId) {
        return jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE task_instance = :flow")
                .param("flow", flowId)
                .query(Long.class)
                .single();
    }

    /** Waits until somebody waits for what this thread's transaction has locked. */
    public void awaitWaiter() {
        awaitWaiters(1, new CompletableFuture<>());
    }

    /**
     * Waits until so many wait for what this thread's transaction has locked, or for one another to have it; or until this
     * work has ended, which then did not wait for it.
     */
    public void awaitWaiters(int many, Future<?> work) {
        int holder = jdbc.sql("SELECT pg_backend_pid()").query(Integer.class).single();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> work.isDone() || waiters(holder) >= many);
    }

    private long waiters(int holder) {
        return jdbc.sql("""
                        WITH RECURSIVE line AS (
                            SELECT :holder AS pid
                            UNION
                            SELECT a.pid FROM pg_stat_activity a, line
                             WHERE a.datname = current_database() AND line.pid = ANY (pg_blocking_pids(a.pid)))
                        SELECT count(*) - 1 FROM line
                        """).param("holder", holder).query(Long.class).single();
    }

    /** Waits until the flow's job has ended. */
    public void awaitNoJob(String flowId) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> jobs(flowId) == 0);
    }

    /** Waits until the flow's job sleeps until its next try; how many seconds it was told to wait. */
    public double awaitRetry(String flowId) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> jdbc.sql("""
                                        SELECT extract(epoch FROM execution_time - now())::float8 FROM scheduled_tasks
                                         WHERE task_instance = :flow AND NOT picked AND execution_time > now()
                                        """)
                                .param("flow", flowId)
                                .query(Double.class)
                                .list(),
                        waiting -> !waiting.isEmpty())
                .getFirst();
    }
}
