package dev.riskflow.flow.completion;

import dev.riskflow.provider.FlowId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Flows that failed for want of tokens which landed since: who had them could not reach the database while another
 * instance gave them up, or died before it could say that they were there.
 */
@Repository
class LateTokens {

    static final int BATCH = 100;

    private final JdbcClient jdbc;

    LateTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locked for the caller's transaction, but for one that is being changed right now. Guarantee: none is found again for
     * what it was found for, since no flow fails so while its grant is ACTIVE and of use. It costs what has ended within
     * the hour (flow_ended), however many flows there are; what lands later waits for somebody who tries again.
     */
    List<FlowId> find() {
        return jdbc.sql("""
                        SELECT flow_id FROM flow f
                         WHERE status = 'FAILED' AND updated_at > now() - interval '1 hour' AND deadline_at > now()
                           AND reason IN ('CODE_REFUSED', 'CODE_EXPIRED', 'EXCHANGE_IN_DOUBT', 'ACCESS_LOST')
                           AND EXISTS (SELECT FROM token_grant g
                                        WHERE g.flow_id = f.flow_id AND g.state = 'ACTIVE'
                                          AND (g.refresh_token IS NOT NULL OR g.access_expires_at > now()))
                         ORDER BY updated_at LIMIT
                        """ + BATCH + """
                           FOR UPDATE OF f SKIP LOCKED
                        """)
                .query((row, n) -> new FlowId(row.getString("flow_id")))
                .list();
    }
}
