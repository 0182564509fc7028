package dev.riskflow.flow.gauges;

import dev.riskflow.Glance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts, with one statement. Each list is read in its index's order, so that only rows that are counted are read, and
 * no further than a limit, at which a number stands for "that many, or more". Only grants of flows that did not complete
 * are passed over, for the weeks until the provider ends them.
 */
@Repository
class CountedRows {

    static final int ENOUGH = 10_000;

    /** Bounds are no clock_timestamp(), nor parameters: the planner has to know them to read no more than is counted. */
    private static final String STATEMENT = """
            WITH rotating AS MATERIALIZED (
                SELECT lease_until FROM token_grant WHERE state = 'ROTATING' ORDER BY lease_until LIMIT :enough),
            in_doubt AS MATERIALIZED (
                SELECT next_attempt_at FROM token_grant WHERE state = 'IN_DOUBT' ORDER BY next_attempt_at LIMIT :enough),
            lost AS MATERIALIZED (
                SELECT updated_at FROM token_grant WHERE state = 'REAUTHORIZE' ORDER BY updated_at LIMIT :enough),
            runway AS MATERIALIZED (
                SELECT user_active_at FROM token_grant g
                 WHERE state IN ('ACTIVE', 'ROTATING', 'IN_DOUBT') AND type = 'ONGOING'
                   AND user_active_at <= statement_timestamp() - interval '60 days'
                   AND (SELECT status = 'COMPLETED' AND renewed_by IS NULL FROM flow f WHERE f.flow_id = g.flow_id)
                 ORDER BY user_active_at LIMIT :enough),
            attention AS MATERIALIZED (
                SELECT state FROM flow_attention a
                 WHERE state = 'IN_DOUBT' OR (SELECT status FROM flow f WHERE f.flow_id = a.flow_id) = 'COMPLETED'
                 LIMIT :enough),
            unfinished AS MATERIALIZED (
                SELECT type, status, deadline_at FROM flow WHERE status IN ('AUTHORIZED', 'FETCHING')
                 ORDER BY updated_at LIMIT :enough),
            due AS MATERIALIZED (
                SELECT execution_time FROM scheduled_tasks
                 WHERE execution_time <= statement_timestamp() AND NOT picked ORDER BY execution_time LIMIT :enough),
            erasures AS MATERIALIZED (
                SELECT requested_at FROM erasure WHERE finished_at IS NULL ORDER BY nr LIMIT :enough)
            SELECT (SELECT count(*) FROM rotating) AS grants_rotating,
                   (SELECT count(*) FROM in_doubt) AS grants_in_doubt,
                   (SELECT count(*) FROM lost) AS grants_reauthorize,
                   (SELECT count(*) FROM runway) AS runway_60,
                   (SELECT count(*) FROM runway WHERE user_active_at <= statement_timestamp() - interval '75 days')
                       AS runway_75,
                   (SELECT count(*) FROM runway WHERE user_active_at <= statement_timestamp() - interval '85 days')
                       AS runway_85,
                   (SELECT count(*) FROM attention WHERE state = 'IN_DOUBT') AS attention_in_doubt,
                   (SELECT count(*) FROM attention WHERE state = 'REAUTHORIZE') AS attention_reauthorize,
                   (SELECT count(*) FROM unfinished
                     WHERE type = 'ONE_TIME' AND deadline_at <= statement_timestamp() + interval '15 minutes')
                       AS attention_deadline_near,
                   (SELECT count(*) FROM unfinished WHERE status = 'AUTHORIZED') AS unfinished_authorized,
                   (SELECT count(*) FROM unfinished WHERE status = 'FETCHING') AS unfinished_fetching,
                   (SELECT count(*) FROM due) AS jobs_waiting,
                   (SELECT coalesce(extract(epoch FROM statement_timestamp() - min(execution_time)), 0) FROM due)
                       AS jobs_lag,
                   (SELECT count(*) FROM erasures WHERE requested_at <= statement_timestamp() - interval '1 hour')
                       AS erasures_overdue
            """.replace(":enough", Integer.toString(ENOUGH));

    private final JdbcClient jdbc;

    CountedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Watched, Double> read() {
        return Glance.at(
                () -> jdbc.sql(STATEMENT).query((row, n) -> numbers(row)).single());
    }

    private static Map<Watched, Double> numbers(ResultSet row) throws SQLException {
        Map<Watched, Double> numbers = new EnumMap<>(Watched.class);
        for (Watched watched : Watched.values()) {
            numbers.put(watched, row.getDouble(watched.column()));
        }
        return numbers;
    }
}
