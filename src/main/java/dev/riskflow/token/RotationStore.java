package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The statements that claim a refresh token and store what came of it. Each is a single one, with the ledger's entry
 * inside it, and commits by itself. Each compares times with the database's clock.
 *
 * <p>Those that look for due rows are written for the planner: {@code (SELECT clock_timestamp())} is read once and so can
 * bound an index scan, which the bare, volatile function can't; a literal {@code LIMIT} keeps a generic plan from
 * expecting a tenth of the table; and arrays of ids are looked up in the
 * primary key.
 */
@Repository
class RotationStore {

    private final JdbcClient jdbc;
    private final ClaimEndings endings;

    RotationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.endings = new ClaimEndings(jdbc);
    }

    /**
     * Guarantee: a refresh token is presented by one holder at a time, in whatever process; one in doubt only as a
     * probe, once its quarantine is over. Committed before the request is sent, it proves that the database can be
     * written, and is the evidence after a crash.
     */
    Optional<Claim> claim(FlowId flow, int generation, UUID attempt, Duration lease) {
        return jdbc.sql("""
                        WITH claimed AS (
                            UPDATE token_grant
                               SET state = 'ROTATING', attempt_id = :attempt, next_attempt_at = NULL,
                                   lease_until = clock_timestamp() + :lease * interval '1 millisecond',
                                   updated_at = clock_timestamp()
                             WHERE flow_id = :flow AND generation = :generation AND refresh_token IS NOT NULL
                               AND (state = 'ACTIVE'
                                        AND (next_attempt_at IS NULL OR next_attempt_at <= clock_timestamp())
                                    OR state = 'IN_DOUBT' AND next_attempt_at <= clock_timestamp())
                            RETURNING flow_id, attempt_id, generation, refresh_token,
                                      CASE WHEN quarantine IS NULL THEN 'USE' ELSE 'PROBE' END AS cause),
                        noted AS (
                            INSERT INTO token_ledger (flow_id, attempt_id, generation, cause)
                            SELECT flow_id, attempt_id, generation, cause FROM claimed)
                        SELECT * FROM claimed
                        """)
                .param("flow", flow.value())
                .param("generation", generation)
                .param("attempt", attempt)
                .param("lease", lease.toMillis())
                .query((row, n) -> Claim.ofRefreshToken(row))
                .optional();
    }

    /**
     * Guarantee: a rotation that happened is kept, however late, whatever state the row is in by now: the fence is the
     * generation alone. Repeated after a commit whose answer was lost, it says so again, from the ledger.
     */
    boolean store(Claim claim, SealedTokens tokens) {
        return endings.store(claim, tokens, "quarantine = NULL\n");
    }

    /**
     * Guarantee: only {@code invalid_grant}, seen by the claim's own holder while no newer generation is stored,
     * condemns a grant; a stale holder can condemn nothing.
     */
    boolean refuse(Claim claim) {
        return endings.end(claim, RequestOutcome.REFUSED, """
                state = 'REAUTHORIZE', keep_alive_at = NULL, next_attempt_at = NULL,
                reason = CASE WHEN quarantine IS NULL THEN 'GRANT_REFUSED' ELSE 'LOST_IN_ROTATION' END,
                quarantine = NULL
                """, Map.of());
    }

    /**
     * When a one-time flow's token is presented at the latest, while that is ahead: its user's data end with the code's hour
     * (contract, "Data lifetimes"), and the job's last try for them comes a minute later.
     */
    private static final String LATEST = """
            CASE WHEN type = 'ONE_TIME' AND clock_timestamp() < code_expires_at - interval '3 minutes'
                THEN code_expires_at - interval '3 minutes' ELSE 'infinity' END""";

    /**
     * Nothing was spent. Guarantee: failures back off, up to a quarter of an hour, or as long as the provider asked, and
     * for no longer than a one-time report can be had; a probe that was not acted on leaves the doubt, and its quarantine,
     * as they were.
     */
    boolean backOff(Claim claim, RequestOutcome outcome, Duration notBefore) {
        return endings.end(claim, outcome, """
                state = CASE WHEN quarantine IS NULL THEN 'ACTIVE' ELSE 'IN_DOUBT' END, failures = failures + 1,
                next_attempt_at = least(%s,
                    clock_timestamp() + greatest(:wait * interval '1 millisecond',
                        least(900, power(2, least(failures, 10))) * (0.5 + random() / 2) * interval '1 second'))
                """.formatted(LATEST), Map.of("wait", notBefore.toMillis()));
    }

    /**
     * It may have been spent. Guarantee: a doubt is a state; the token rests for a quarantine, counted from this
     * commit, and doubled by each further doubt; or as long as the provider asked, if that is longer, and a one-time report
     * can still be had then.
     */
    boolean doubt(Claim claim, Duration quarantine, Duration notBefore) {
        return endings.end(
                claim,
                RequestOutcome.IN_DOUBT,
                DOUBT,
                Map.of("quarantine", quarantine.toMillis(), "wait", notBefore.toMillis()));
    }

    private static final String DOUBT = """
            state = 'IN_DOUBT', quarantine = least(coalesce(quarantine * 2, :quarantine * interval '1 millisecond'),
                                                   interval '6 hours'),
            next_attempt_at = greatest(least(%s, clock_timestamp() + :wait * interval '1 millisecond'),
                clock_timestamp()
                    + least(coalesce(quarantine * 2, :quarantine * interval '1 millisecond'), interval '6 hours'))
            """.formatted(LATEST);

    /**
     * Puts rotations whose holder is gone in doubt. Guarantee: a lapsed lease never makes a token presentable again by
     * itself.
     */
    List<FlowId> lapse(int most, Duration quarantine) {
        return jdbc.sql("""
                        WITH lapsed AS (
                            SELECT flow_id, attempt_id FROM token_grant
                             WHERE state = 'ROTATING' AND lease_until <= (SELECT clock_timestamp())
                             ORDER BY lease_until LIMIT
                        """ + most + """
                               FOR UPDATE SKIP LOCKED),
                        ended AS (
                            UPDATE token_grant g
                               SET attempt_id = NULL, lease_until = NULL, updated_at = clock_timestamp(),
                        """ + DOUBT + """
                             WHERE g.flow_id = ANY (ARRAY (SELECT flow_id FROM lapsed))
                            RETURNING g.flow_id),
                        noted AS (
                            UPDATE token_ledger l
                               SET outcome = 'HOLDER_LOST', ended_at = clock_timestamp()
                              FROM unnest(ARRAY (SELECT flow_id FROM lapsed), ARRAY (SELECT attempt_id FROM lapsed))
                                       AS gone (flow_id, attempt_id)
                             WHERE l.flow_id = gone.flow_id AND l.attempt_id = gone.attempt_id
                               AND l.outcome IS NULL)
                        SELECT flow_id FROM ended
                        """)
                .param("quarantine", quarantine.toMillis())
                .param("wait", 0L)
                .query((row, n) -> new FlowId(row.getString("flow_id")))
                .list();
    }

    /** Doubtful grants whose quarantine is over, longest due first. */
    List<FlowId> findDueProbes(int most) {
        return jdbc.sql("""
                        SELECT flow_id FROM token_grant
                         WHERE state = 'IN_DOUBT' AND refresh_token IS NOT NULL
                           AND next_attempt_at <= (SELECT clock_timestamp())
                         ORDER BY next_attempt_at LIMIT
                        """ + most)
                .query((row, n) -> new FlowId(row.getString("flow_id")))
                .list();
    }
}
