package dev.riskflow.flow.expiry;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Flows whose time is over, longest over first, locked for the caller's transaction. Guarantee: two instances that look
 * at once find different flows, and neither waits for the other, nor for a callback (SKIP LOCKED). Each condition is its
 * partial index's, word for word, and holds no more for a flow that was dealt with; so the cost follows what is found.
 */
@Repository
class OverdueFlows {

    static final int BATCH = 100;

    private final JdbcClient jdbc;

    OverdueFlows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Links whose lifetime is over, of flows in any state; what opens them is forgotten. */
    List<String> forgetLinks() {
        return jdbc.sql("""
                        WITH over AS (
                            SELECT flow_id FROM flow
                             WHERE (status = 'AWAITING_USER' OR location IS NOT NULL)
                               AND expires_at <= (SELECT clock_timestamp())
                             ORDER BY expires_at LIMIT
                        """ + BATCH + """
                               FOR UPDATE SKIP LOCKED)
                        UPDATE flow
                           SET location = NULL, browser_key = NULL,
                               sealed_with = CASE WHEN parameters IS NOT NULL THEN sealed_with END
                         WHERE flow_id = ANY (ARRAY (SELECT flow_id FROM over))
                        RETURNING flow_id
                        """)
                .query((row, n) -> row.getString("flow_id"))
                .list();
    }

    /** Flows whose code was not confirmed within its hour. */
    List<String> findUnconfirmed() {
        return jdbc.sql("""
                        SELECT flow_id FROM flow
                         WHERE status = 'AWAITING_CONFIRMATION' AND deadline_at <= (SELECT clock_timestamp())
                         ORDER BY deadline_at LIMIT
                        """ + BATCH + """
                           FOR UPDATE SKIP LOCKED
                        """)
                .query((row, n) -> row.getString("flow_id"))
                .list();
    }
}
