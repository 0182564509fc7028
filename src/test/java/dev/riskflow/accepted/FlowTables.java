package dev.riskflow.accepted;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** What the service keeps of its flows, looked at past it. */
final class FlowTables {

    private final JdbcClient jdbc;

    FlowTables(String databaseUrl) {
        jdbc = JdbcClient.create(new SimpleDriverDataSource(new org.postgresql.Driver(), databaseUrl));
    }

    /** Flows that brought a code and are not at their end, and jobs that are left. */
    long unfinished() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM flow WHERE status IN ('AUTHORIZED', 'FETCHING'))
                             + (SELECT count(*) FROM scheduled_tasks WHERE task_name = 'flow-completion')
                        """).query(Long.class).single();
    }

    /** Status, and reason if it has one. */
    String end(String flowId) {
        return jdbc.sql("SELECT concat_ws(' ', status, reason) FROM flow WHERE flow_id = :flow")
                .param("flow", flowId)
                .query(String.class)
                .optional()
                .orElse("unknown");
    }

    /** Those that did not complete, asked for at once: there may be thousands. */
    List<String> notCompleted(List<String> flows) {
        return jdbc.sql("""
                        SELECT asked FROM unnest(CAST(:flows AS text[])) asked
                         WHERE NOT EXISTS (SELECT FROM flow WHERE flow_id = asked AND status = 'COMPLETED')
                        """)
                .param("flows", flows.toArray(String[]::new))
                .query((row, n) -> String.valueOf(row.getString("asked")))
                .list();
    }

    /** Each step, its number and its status as events say it. */
    List<String> life(String flowId) {
        return jdbc.sql(
                        "SELECT concat_ws(' ', seq, lower(status)) FROM flow_transition WHERE flow_id = :flow ORDER BY seq")
                .param("flow", flowId)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** How many requests the service says to have made for the flow's code. */
    long exchanges(String flowId) {
        return jdbc.sql("SELECT count(*) FROM token_ledger WHERE flow_id = :flow AND cause = 'EXCHANGE'")
                .param("flow", flowId)
                .query(Long.class)
                .single();
    }

    /** Whether one of them was given up because no answer had come in time. */
    boolean outlasted(String flowId, Duration timeOut) {
        return jdbc.sql("""
                        SELECT count(*) FROM token_ledger
                         WHERE flow_id = :flow AND outcome = 'IN_DOUBT'
                           AND ended_at - started_at >= :millis * interval '1 millisecond'
                        """)
                        .param("flow", flowId)
                        .param("millis", timeOut.toMillis())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Each version of the report. */
    List<String> documents(String flowId) {
        return jdbc.sql("SELECT document FROM risk_report_version WHERE flow_id = :flow ORDER BY version")
                .param("flow", flowId)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Rows that can't be right at the end, whatever happened. */
    List<String> contradictions() {
        return Stream.of(
                        found("a life with a gap", """
                                SELECT flow_id FROM flow f
                                 WHERE (SELECT array_agg(seq ORDER BY seq) FROM flow_transition t WHERE t.flow_id = f.flow_id)
                                       IS DISTINCT FROM (SELECT array_agg(n) FROM generate_series(1, f.seq) n)
                                    OR status <> (SELECT status FROM flow_transition t
                                                   WHERE t.flow_id = f.flow_id AND t.seq = f.seq)
                                """),
                        found("completed without a report, or with a report and not completed", """
                                SELECT flow_id FROM flow f
                                 WHERE (status = 'COMPLETED') <> EXISTS (SELECT FROM risk_report r WHERE r.flow_id = f.flow_id)
                                """),
                        found("a report that does not count its versions", """
                                SELECT flow_id FROM risk_report r
                                 WHERE version <> (SELECT count(*) FROM risk_report_version v WHERE v.flow_id = r.flow_id)
                                """),
                        found("tokens of a completed one-time flow", """
                                SELECT flow_id FROM flow JOIN token_grant USING (flow_id)
                                 WHERE flow.type = 'ONE_TIME' AND status = 'COMPLETED'
                                """),
                        found("no living tokens of a completed ongoing flow", """
                                SELECT flow_id FROM flow LEFT JOIN token_grant g USING (flow_id)
                                 WHERE flow.type = 'ONGOING' AND status = 'COMPLETED' AND g.state IS DISTINCT FROM 'ACTIVE'
                                """),
                        found("a code that is kept for nothing", """
                                SELECT flow_id FROM token_grant WHERE code IS NOT NULL
                                """),
                        found("tokens stored twice", """
                                SELECT flow_id FROM token_ledger WHERE cause = 'EXCHANGE' AND outcome = 'STORED'
                                 GROUP BY flow_id HAVING count(*) > 1
                                """),
                        found("a token request that never ended", """
                                SELECT flow_id FROM token_ledger WHERE outcome IS NULL
                                """))
                .flatMap(List::stream)
                .toList();
    }

    private List<String> found(String what, String flows) {
        return jdbc.sql(flows).query((row, n) -> row.getString(1) + ": " + what).list();
    }
}
