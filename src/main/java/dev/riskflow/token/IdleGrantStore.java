package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds and claims grants that nobody used for long. Written for the planner, as {@link RotationStore} says. */
@Repository
class IdleGrantStore {

    private final JdbcClient jdbc;

    IdleGrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those whose refresh token is to be renewed, longest due first. Nothing is claimed: others may be quicker. */
    List<FlowId> findDue(int most) {
        return jdbc.sql("""
                        SELECT flow_id FROM token_grant
                         WHERE state = 'ACTIVE' AND keep_alive_at IS NOT NULL
                           AND greatest(keep_alive_at, next_attempt_at) <= (SELECT clock_timestamp())
                         ORDER BY greatest(keep_alive_at, next_attempt_at) LIMIT
                        """ + most)
                .query((row, n) -> new FlowId(row.getString("flow_id")))
                .list();
    }

    /**
     * Claims one of them. Guarantee: of instances that do this at once one gets it, and none waits for another (SKIP
     * LOCKED); what somebody renewed since it was found is due no more.
     */
    Optional<Claim> claim(FlowId flow, UUID attempt, Duration lease) {
        return jdbc.sql("""
                        WITH due AS (
                            SELECT flow_id FROM token_grant
                             WHERE flow_id = :flow AND state = 'ACTIVE' AND keep_alive_at IS NOT NULL
                               AND greatest(keep_alive_at, next_attempt_at) <= clock_timestamp()
                               FOR UPDATE SKIP LOCKED),
                        claimed AS (
                            UPDATE token_grant g
                               SET state = 'ROTATING', attempt_id = :attempt, next_attempt_at = NULL,
                                   lease_until = clock_timestamp() + :lease * interval '1 millisecond',
                                   updated_at = clock_timestamp()
                             WHERE g.flow_id = ANY (ARRAY (SELECT flow_id FROM due))
                            RETURNING g.flow_id, attempt_id, generation, refresh_token, 'KEEP_ALIVE' AS cause),
                        noted AS (
                            INSERT INTO token_ledger (flow_id, attempt_id, generation, cause)
                            SELECT flow_id, attempt_id, generation, cause FROM claimed)
                        SELECT * FROM claimed
                        """)
                .param("flow", flow.value())
                .param("attempt", attempt)
                .param("lease", lease.toMillis())
                .query((row, n) -> Claim.ofRefreshToken(row))
                .optional();
    }
}
