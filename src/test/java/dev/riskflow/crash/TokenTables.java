package dev.riskflow.crash;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The rows of tokens, looked at past the service, and their times moved. */
final class TokenTables {

    private final JdbcClient jdbc;

    TokenTables(String databaseUrl) {
        jdbc = JdbcClient.create(new DriverManagerDataSource(databaseUrl));
    }

    /** The access token's hour is over. */
    void expire(String flowId) {
        set(List.of(flowId), "access_expires_at = clock_timestamp(), refresh_at = clock_timestamp()");
    }

    void set(Collection<String> flowIds, String columns) {
        if (!flowIds.isEmpty()) {
            jdbc.sql("UPDATE token_grant SET " + columns + " WHERE flow_id IN (:flows)")
                    .param("flows", flowIds)
                    .update();
        }
    }

    String state(String flowId) {
        return text(flowId, "state");
    }

    int generation(String flowId) {
        return Integer.parseInt(text(flowId, "generation::text"));
    }

    String text(String flowId, String expression) {
        return jdbc.sql("SELECT " + expression + " FROM token_grant WHERE flow_id = :flow")
                .param("flow", flowId)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .single();
    }

    /** Refreshes in the ledger, oldest first, as in {@code USE STORED}. */
    List<String> ledger(String flowId) {
        return jdbc.sql("""
                        SELECT cause || ' ' || coalesce(outcome, 'under way') FROM token_ledger
                         WHERE flow_id = :flow AND generation > 0 ORDER BY started_at
                        """)
                .param("flow", flowId)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    /** Seconds between the end of each doubtful request and the start of the next probe. */
    List<Double> rests(String flowId) {
        return jdbc.sql("""
                        SELECT extract(epoch FROM started_at - before)::float8
                          FROM (SELECT cause, started_at, lag(ended_at) OVER (ORDER BY started_at) AS before
                                  FROM token_ledger WHERE flow_id = :flow) AS requests
                         WHERE cause = 'PROBE'
                        """)
                .param("flow", flowId)
                .query((row, n) -> row.getDouble(1))
                .list();
    }
}
