package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The statements on {@code token_grant}. Each is a single one and commits by itself, unless the caller has a
 * transaction. Each compares times with the database's clock, which is the only one that all instances share.
 */
@Repository
class GrantStore {

    private final JdbcClient jdbc;

    GrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Guarantee: a code replaces another only while no tokens are stored, and the same code changes nothing, so that
     * it isn't presented again because a browser came back again.
     */
    boolean acceptCode(FlowId flow, String sealedCode, byte[] codeHash, Duration lifetime, URI redirectUri) {
        return jdbc.sql("""
                        INSERT INTO token_grant AS g
                               (flow_id, state, code, code_hash, code_expires_at, redirect_uri)
                        VALUES (:flow, 'CODE_RECEIVED', :code, :hash,
                                clock_timestamp() + :lifetime * interval '1 millisecond', :redirectUri)
                            ON CONFLICT (flow_id) DO UPDATE
                           SET state = 'CODE_RECEIVED', reason = NULL, attempt_id = NULL, lease_until = NULL,
                               next_attempt_at = NULL, doubts = 0, code = excluded.code,
                               code_hash = excluded.code_hash, code_expires_at = excluded.code_expires_at,
                               redirect_uri = excluded.redirect_uri, updated_at = clock_timestamp()
                         WHERE g.generation = 0 AND g.code_hash <> excluded.code_hash
                        """)
                        .param("flow", flow.value())
                        .param("code", sealedCode)
                        .param("hash", codeHash)
                        .param("lifetime", lifetime.toMillis())
                        .param("redirectUri", redirectUri.toString())
                        .update()
                == 1;
    }

    /**
     * Guarantee: a code is presented by one holder at a time. Committed before the code is sent, the row is the
     * evidence after a crash: a lapsed lease means that the code may have been presented and nobody saw the answer,
     * which is counted as a doubt.
     */
    Optional<Claim> claimExchange(FlowId flow, UUID attempt, Duration lease) {
        return jdbc.sql("""
                        UPDATE token_grant
                           SET state = 'EXCHANGING', attempt_id = :attempt,
                               lease_until = clock_timestamp() + :lease * interval '1 millisecond',
                               doubts = doubts + CASE state WHEN 'EXCHANGING' THEN 1 ELSE 0 END,
                               next_attempt_at = NULL, updated_at = clock_timestamp()
                         WHERE flow_id = :flow AND generation = 0 AND code_expires_at > clock_timestamp()
                           AND (state = 'CODE_RECEIVED'
                                    AND (next_attempt_at IS NULL OR next_attempt_at <= clock_timestamp())
                                OR state = 'EXCHANGING' AND lease_until <= clock_timestamp())
                        RETURNING code, redirect_uri
                        """)
                .param("flow", flow.value())
                .param("attempt", attempt)
                .param("lease", lease.toMillis())
                .query((row, n) -> new Claim(flow, attempt, row.getString("code"), row.getString("redirect_uri")))
                .optional();
    }

    /**
     * Guarantee: tokens that came are kept, however late: the fence is that no tokens are stored yet, not who holds
     * the claim. The code is erased by the same statement.
     *
     * @param remaining lifetime of the access token that is left now
     */
    boolean storeTokens(FlowId flow, String sealedAccess, Duration remaining, @Nullable String sealedRefresh) {
        return jdbc.sql("""
                        UPDATE token_grant
                           SET state = 'ACTIVE', generation = 1, reason = NULL, attempt_id = NULL, lease_until = NULL,
                               next_attempt_at = NULL, code = NULL, access_token = :access,
                               access_expires_at = clock_timestamp() + :remaining * interval '1 millisecond',
                               refresh_token = :refresh, updated_at = clock_timestamp()
                         WHERE flow_id = :flow AND generation = 0
                        """)
                        .param("flow", flow.value())
                        .param("access", sealedAccess)
                        .param("remaining", remaining.toMillis())
                        .param("refresh", sealedRefresh)
                        .update()
                == 1;
    }

    /**
     * Guarantee: a stale holder changes nothing (fence on the attempt).
     *
     * @param doubt whether the provider may have acted on the code
     */
    void releaseClaim(Claim claim, boolean doubt, @Nullable Duration notBefore) {
        jdbc.sql("""
                        UPDATE token_grant
                           SET state = 'CODE_RECEIVED', attempt_id = NULL, lease_until = NULL,
                               doubts = doubts + :doubt,
                               next_attempt_at = clock_timestamp() + :notBefore * interval '1 millisecond',
                               updated_at = clock_timestamp()
                         WHERE flow_id = :flow AND generation = 0 AND attempt_id = :attempt
                        """)
                .param("flow", claim.flow().value())
                .param("attempt", claim.attempt())
                .param("doubt", doubt ? 1 : 0)
                .param("notBefore", notBefore == null ? 0 : notBefore.toMillis())
                .update();
    }

    /** Guarantee: a stale holder can condemn nothing (fence on the attempt), and a doubt stays visible as one. */
    void refuseCode(Claim claim) {
        jdbc.sql("""
                        UPDATE token_grant
                           SET state = 'REAUTHORIZE',
                               reason = CASE WHEN doubts > 0 THEN 'EXCHANGE_IN_DOUBT'
                                             WHEN code_expires_at <= clock_timestamp() THEN 'CODE_EXPIRED'
                                             ELSE 'CODE_REFUSED' END,
                               attempt_id = NULL, lease_until = NULL, code = NULL, updated_at = clock_timestamp()
                         WHERE flow_id = :flow AND generation = 0 AND attempt_id = :attempt
                        """)
                .param("flow", claim.flow().value())
                .param("attempt", claim.attempt())
                .update();
    }

    /** Erases a code whose hour is over, unless a living holder may still be presenting it. */
    void expireCode(FlowId flow) {
        jdbc.sql("""
                        UPDATE token_grant
                           SET state = 'REAUTHORIZE',
                               reason = CASE WHEN doubts > 0 OR state = 'EXCHANGING' THEN 'EXCHANGE_IN_DOUBT'
                                             ELSE 'CODE_EXPIRED' END,
                               attempt_id = NULL, lease_until = NULL, code = NULL, updated_at = clock_timestamp()
                         WHERE flow_id = :flow AND generation = 0 AND code_expires_at <= clock_timestamp()
                           AND (state = 'CODE_RECEIVED' OR state = 'EXCHANGING' AND lease_until <= clock_timestamp())
                        """).param("flow", flow.value()).update();
    }

    Optional<GrantRow> find(FlowId flow) {
        return jdbc.sql("""
                        SELECT state, generation, reason,
                               extract(epoch FROM coalesce(lease_until, next_attempt_at) - clock_timestamp())::float8
                                   AS waiting
                          FROM token_grant WHERE flow_id = :flow
                        """)
                .param("flow", flow.value())
                .query((row, n) -> {
                    String reason = row.getString("reason");
                    double waiting = row.getDouble("waiting");
                    return new GrantRow(
                            GrantState.valueOf(row.getString("state")),
                            row.getInt("generation"),
                            reason == null ? null : LossReason.valueOf(reason),
                            waiting > 0 ? Duration.ofMillis((long) Math.ceil(waiting * 1000)) : null);
                })
                .optional();
    }

    /** The sealed access token, if it has lifetime left. */
    Optional<String> findLiveAccessToken(FlowId flow) {
        return jdbc.sql("""
                        SELECT access_token FROM token_grant
                         WHERE flow_id = :flow AND state = 'ACTIVE' AND access_expires_at > clock_timestamp()
                        """).param("flow", flow.value()).query(String.class).optional();
    }

    void delete(FlowId flow) {
        jdbc.sql("DELETE FROM token_grant WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update();
    }
}
