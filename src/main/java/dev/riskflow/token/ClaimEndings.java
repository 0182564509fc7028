package dev.riskflow.token;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The two ways a claim ends, of a code (generation 0) as of a refresh token: with tokens, or without. Each is a single
 * statement with the ledger's entry inside it, and commits by itself.
 */
final class ClaimEndings {

    private final JdbcClient jdbc;

    ClaimEndings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Guarantee: tokens that came are kept, however late, whatever state the row is in by now: the fence is the
     * generation alone. Repeated after a commit whose answer was lost, it says so again, from the ledger.
     *
     * @param change what else is set, as in an UPDATE
     */
    boolean store(Claim claim, SealedTokens tokens, String change) {
        return jdbc.sql("""
                        WITH stored AS (
                            UPDATE token_grant
                               SET state = 'ACTIVE', reason = NULL, generation = generation + 1,
                                   issued_at = clock_timestamp(), attempt_id = NULL, lease_until = NULL,
                                   next_attempt_at = NULL, failures = 0,
                                   access_token = :access, refresh_token = :refresh, sealed_with = :key,
                                   access_expires_at = clock_timestamp() + :remaining * interval '1 millisecond',
                                   refresh_at = clock_timestamp() + :freshFor * interval '1 millisecond',
                                   keep_alive_at = CASE WHEN type = 'ONGOING' AND :refresh::text IS NOT NULL
                                       THEN clock_timestamp() + :keepAliveIn * interval '1 millisecond' END,
                                   updated_at = clock_timestamp(),
                        """ + change + """
                             WHERE flow_id = :flow AND generation = :generation
                            RETURNING flow_id),
                        noted AS (
                            UPDATE token_ledger
                               SET outcome = CASE WHEN EXISTS (SELECT FROM stored) THEN 'STORED' ELSE 'SUPERSEDED' END,
                                   ended_at = clock_timestamp()
                             WHERE flow_id = :flow AND attempt_id = :attempt
                               AND outcome IS DISTINCT FROM 'STORED')
                        SELECT EXISTS (SELECT FROM stored)
                            OR EXISTS (SELECT FROM token_ledger
                                        WHERE flow_id = :flow AND attempt_id = :attempt AND outcome = 'STORED')
                        """)
                .param("flow", claim.flow().value())
                .param("generation", claim.generation())
                .param("attempt", claim.attempt())
                .param("access", tokens.access())
                .param("refresh", tokens.refresh())
                .param("key", tokens.keyId())
                .param("remaining", tokens.remaining().toMillis())
                .param("freshFor", tokens.freshFor().toMillis())
                .param("keepAliveIn", tokens.keepAliveIn().toMillis())
                .query(Boolean.class)
                .single();
    }

    /**
     * Guarantee: a stale holder can condemn nothing, nor give back what another holds: the fence is generation and
     * attempt. What it saw is noted in the ledger, and changes nothing.
     *
     * @param change what is set, as in an UPDATE; may name {@code :outcome}
     * @param millis what else it names
     */
    boolean end(Claim claim, RequestOutcome outcome, String change, Map<String, Long> millis) {
        return jdbc.sql("""
                        WITH ended AS (
                            UPDATE token_grant
                               SET attempt_id = NULL, lease_until = NULL, updated_at = clock_timestamp(),
                        """ + change + """
                             WHERE flow_id = :flow AND generation = :generation AND attempt_id = :attempt
                            RETURNING flow_id),
                        noted AS (
                            UPDATE token_ledger
                               SET outcome = CASE WHEN EXISTS (SELECT FROM ended) THEN :outcome ELSE 'SUPERSEDED' END,
                                   ended_at = clock_timestamp()
                             WHERE flow_id = :flow AND attempt_id = :attempt)
                        SELECT count(*) FROM ended
                        """)
                        .param("flow", claim.flow().value())
                        .param("generation", claim.generation())
                        .param("attempt", claim.attempt())
                        .param("outcome", outcome.name())
                        .params(millis)
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
