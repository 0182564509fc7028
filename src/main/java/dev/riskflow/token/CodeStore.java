package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The statements that keep a code, claim it, and store what came of it. Each is a single one, with the ledger's entry
 * inside it, and commits by itself, unless the caller has a transaction. Each compares times with the database's clock.
 */
@Repository
class CodeStore {

    /** What a code's hour is over for, unless a living holder may still be presenting it. */
    private static final String OVER = """
            SELECT flow_id, attempt_id FROM token_grant
             WHERE code IS NOT NULL AND generation = 0 AND code_expires_at <= (SELECT clock_timestamp())
               AND (state = 'CODE_RECEIVED' OR state = 'EXCHANGING' AND lease_until <= clock_timestamp())
            """;

    private final JdbcClient jdbc;
    private final ClaimEndings endings;

    CodeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.endings = new ClaimEndings(jdbc);
    }

    /**
     * Guarantee: a code replaces another only while no tokens are stored, and the same code changes nothing, so that
     * it isn't presented again because a browser came back again; nor does one that may have been presented before another
     * replaced it. Tokens that were deleted are not stored, and the count of generations begins anew. The exchange repeats
     * the redirect URI of the flow's link; the code's is for flows of which it is not known.
     */
    boolean accept(FlowId flow, FlowType type, ReceivedCode code) {
        return jdbc.sql("""
                        WITH closed AS (
                            UPDATE token_ledger l SET outcome = 'SUPERSEDED', ended_at = clock_timestamp()
                              FROM token_grant g
                             WHERE g.flow_id = :flow AND g.generation = 0 AND g.code_hash <> :hash
                               AND :hash <> ALL (g.presented_codes)
                               AND l.flow_id = g.flow_id AND l.attempt_id = g.attempt_id AND l.outcome IS NULL)
                        INSERT INTO token_grant AS g
                               (flow_id, type, state, code, code_hash, code_expires_at, redirect_uri, sealed_with)
                        VALUES (:flow, :type, 'CODE_RECEIVED', :code, :hash,
                                clock_timestamp() + :lifetime * interval '1 millisecond',
                                coalesce((SELECT f.redirect_uri FROM flow f WHERE f.flow_id = :flow), :redirectUri),
                                :key)
                            ON CONFLICT (flow_id) DO UPDATE
                           SET state = 'CODE_RECEIVED', reason = NULL, generation = 0, issued_at = NULL, attempt_id = NULL, lease_until = NULL,
                               next_attempt_at = NULL, doubts = 0, failures = 0,
                               presented_codes = CASE WHEN g.state = 'CODE_RECEIVED' AND g.doubts = 0
                                   THEN g.presented_codes ELSE array_append(g.presented_codes, g.code_hash) END,
                               code = excluded.code,
                               code_hash = excluded.code_hash, code_expires_at = excluded.code_expires_at,
                               redirect_uri = excluded.redirect_uri, sealed_with = excluded.sealed_with,
                               updated_at = clock_timestamp()
                         WHERE g.access_token IS NULL AND g.code_hash <> excluded.code_hash
                           AND excluded.code_hash <> ALL (g.presented_codes)
                        """)
                        .param("flow", flow.value())
                        .param("type", type.name())
                        .param("code", code.sealedCode())
                        .param("hash", code.hash())
                        .param("lifetime", code.lifetime().toMillis())
                        .param("redirectUri", code.redirectUri().toString())
                        .param("key", code.keyId())
                        .update()
                == 1;
    }

    /**
     * Guarantee: a code that is held is not presented. {@link #claim} takes only a code whose next attempt is due and
     * whose hour is not over, and this one's is due after its hour.
     */
    void hold(FlowId flow) {
        jdbc.sql("""
                        UPDATE token_grant
                           SET next_attempt_at = code_expires_at + interval '1 minute', updated_at = clock_timestamp()
                         WHERE flow_id = :flow AND state = 'CODE_RECEIVED'
                        """).param("flow", flow.value()).update();
    }

    /** The code, or the refresh token that it brought. Guarantee: what is in doubt rests for its quarantine. */
    void presentNow(FlowId flow) {
        jdbc.sql("""
                        UPDATE token_grant SET next_attempt_at = NULL, updated_at = clock_timestamp()
                         WHERE flow_id = :flow AND state IN ('CODE_RECEIVED', 'ACTIVE')
                        """).param("flow", flow.value()).update();
    }

    /**
     * Guarantee: a code is presented by one holder at a time. Committed before the code is sent, the row is the
     * evidence after a crash: a lapsed lease means that the code may have been presented and nobody saw the answer,
     * which is counted as a doubt.
     */
    Optional<Claim> claim(FlowId flow, UUID attempt, Duration lease) {
        return jdbc.sql("""
                        WITH free AS (
                            SELECT flow_id, attempt_id AS lapsed FROM token_grant
                             WHERE flow_id = :flow AND generation = 0 AND code_expires_at > clock_timestamp()
                               AND (state = 'CODE_RECEIVED'
                                        AND (next_attempt_at IS NULL OR next_attempt_at <= clock_timestamp())
                                    OR state = 'EXCHANGING' AND lease_until <= clock_timestamp())
                               FOR UPDATE),
                        claimed AS (
                            UPDATE token_grant g
                               SET state = 'EXCHANGING', attempt_id = :attempt,
                                   lease_until = clock_timestamp() + :lease * interval '1 millisecond',
                                   doubts = doubts + CASE WHEN free.lapsed IS NULL THEN 0 ELSE 1 END,
                                   next_attempt_at = NULL, updated_at = clock_timestamp()
                              FROM free WHERE g.flow_id = free.flow_id
                            RETURNING g.flow_id, code, redirect_uri),
                        closed AS (
                            UPDATE token_ledger l SET outcome = 'HOLDER_LOST', ended_at = clock_timestamp()
                              FROM free
                             WHERE l.flow_id = free.flow_id AND l.attempt_id = free.lapsed AND l.outcome IS NULL),
                        noted AS (
                            INSERT INTO token_ledger (flow_id, attempt_id, generation, cause)
                            SELECT flow_id, :attempt, 0, 'EXCHANGE' FROM claimed)
                        SELECT code, redirect_uri FROM claimed
                        """)
                .param("flow", flow.value())
                .param("attempt", attempt)
                .param("lease", lease.toMillis())
                .query((row, n) -> new Claim(
                        flow,
                        attempt,
                        0,
                        RequestCause.EXCHANGE,
                        row.getString("code"),
                        URI.create(row.getString("redirect_uri"))))
                .optional();
    }

    /**
     * Guarantee: tokens that came are kept, however late: the fence is that no tokens are stored yet, not who holds
     * the claim. The code is erased by the same statement. The user was here just now, which starts the 90 days.
     */
    boolean store(Claim claim, SealedTokens tokens) {
        return endings.store(claim, tokens, "code = NULL, user_active_at = clock_timestamp()\n");
    }

    /**
     * Gives the code back, to be presented again; a doubt stays counted. Fenced as {@link ClaimEndings#end} says. However
     * long the provider asks us to wait, the code is presented once more before its hour is over.
     */
    boolean release(Claim claim, RequestOutcome outcome, Duration notBefore) {
        return endings.end(claim, outcome, """
                state = 'CODE_RECEIVED', doubts = doubts + CASE :outcome WHEN 'IN_DOUBT' THEN 1 ELSE 0 END,
                failures = failures + CASE :outcome WHEN 'IN_DOUBT' THEN 0 ELSE 1 END,
                next_attempt_at = CASE WHEN clock_timestamp() < code_expires_at - interval '2 minutes'
                    THEN least(clock_timestamp() + :wait * interval '1 millisecond',
                               code_expires_at - interval '2 minutes')
                    ELSE clock_timestamp() + :wait * interval '1 millisecond' END
                """, Map.of("wait", notBefore.toMillis()));
    }

    /** Guarantee: the reason tells a refusal from a doubt. Fenced as {@link ClaimEndings#end} says. */
    boolean refuse(Claim claim) {
        return endings.end(claim, RequestOutcome.REFUSED, """
                state = 'REAUTHORIZE', code = NULL,
                reason = CASE WHEN doubts > 0 THEN 'EXCHANGE_IN_DOUBT'
                              WHEN code_expires_at <= clock_timestamp() THEN 'CODE_EXPIRED'
                              ELSE 'CODE_REFUSED' END
                """, Map.of());
    }

    /** Erases a code whose hour is over, unless a living holder may still be presenting it. */
    void expire(FlowId flow) {
        jdbc.sql(expire(OVER + "AND flow_id = :flow\n"))
                .param("flow", flow.value())
                .update();
    }

    /** The same for all codes; those whose flow was given up have nobody else who would do it. */
    int expireAll() {
        return jdbc.sql(expire(OVER)).update();
    }

    private static String expire(String over) {
        return "WITH over AS (" + over + """
                FOR UPDATE),
                closed AS (
                    UPDATE token_ledger l SET outcome = 'HOLDER_LOST', ended_at = clock_timestamp()
                      FROM over
                     WHERE l.flow_id = over.flow_id AND l.attempt_id = over.attempt_id AND l.outcome IS NULL)
                UPDATE token_grant g
                   SET state = 'REAUTHORIZE',
                       reason = CASE WHEN doubts > 0 OR state = 'EXCHANGING' THEN 'EXCHANGE_IN_DOUBT'
                                     ELSE 'CODE_EXPIRED' END,
                       attempt_id = NULL, lease_until = NULL, next_attempt_at = NULL, code = NULL,
                       updated_at = clock_timestamp()
                  FROM over WHERE g.flow_id = over.flow_id
                """;
    }
}
