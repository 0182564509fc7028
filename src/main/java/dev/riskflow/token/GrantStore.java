package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads a grant, and ends it. */
@Repository
class GrantStore {

    private final JdbcClient jdbc;

    GrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<GrantRow> find(FlowId flow) {
        return find(flow, "");
    }

    /** Waits for whoever is changing it; then it stays as it is until the caller's transaction ends. */
    Optional<GrantRow> lock(FlowId flow) {
        return find(flow, "FOR SHARE");
    }

    private Optional<GrantRow> find(FlowId flow, String lock) {
        return jdbc.sql("""
                        SELECT state, generation, reason, access_token,
                               coalesce(access_expires_at > clock_timestamp(), false) AS alive,
                               coalesce(refresh_at > clock_timestamp(), false) AS fresh,
                               refresh_token IS NOT NULL AS renewable,
                               code IS NOT NULL AND code_expires_at > clock_timestamp() AS presentable,
                               extract(epoch FROM coalesce(lease_until, next_attempt_at) - clock_timestamp())::float8
                                   AS waiting
                          FROM token_grant WHERE flow_id = :flow
                        """ + lock)
                .param("flow", flow.value())
                .query((row, n) -> new GrantRow(
                        GrantState.valueOf(row.getString("state")),
                        row.getInt("generation"),
                        lossReason(row.getString("reason")),
                        row.getString("access_token"),
                        row.getBoolean("alive"),
                        row.getBoolean("fresh"),
                        row.getBoolean("renewable"),
                        row.getBoolean("presentable"),
                        positive(row.getDouble("waiting"))))
                .optional();
    }

    /**
     * The provider refused this access token before its time; the next caller renews it. Guarantee: it is not taken for
     * dead, since where nothing renews it, or not now, it may be all there is, and a replica that did not know it yet may
     * have refused it. One that a rotation has just brought is not renewed again: that would only repeat the refusal, and
     * each rotation is a risk.
     *
     * <p>If its grant was refused before, both are, and there is nothing to wait for: then it is dead.
     */
    void becomeDue(FlowId flow, int generation) {
        jdbc.sql("""
                        UPDATE token_grant
                           SET refresh_at = clock_timestamp(), updated_at = clock_timestamp(),
                               access_expires_at = CASE state WHEN 'REAUTHORIZE'
                                                        THEN least(access_expires_at, clock_timestamp())
                                                        ELSE access_expires_at END
                         WHERE flow_id = :flow AND generation = :generation
                           AND (generation = 1 OR state = 'REAUTHORIZE'
                                OR issued_at <= clock_timestamp() - interval '5 minutes')
                        """)
                .param("flow", flow.value())
                .param("generation", generation)
                .update();
    }

    /**
     * Only the user can give access anew. Not noted of a one-time grant: it ends with its hour, and asks for nobody.
     */
    void giveUp(FlowId flow) {
        jdbc.sql("""
                        UPDATE token_grant
                           SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED', updated_at = clock_timestamp()
                         WHERE flow_id = :flow AND state = 'ACTIVE' AND type = 'ONGOING' AND refresh_token IS NULL
                           AND access_expires_at <= clock_timestamp()
                        """).param("flow", flow.value()).update();
    }

    void delete(FlowId flow) {
        jdbc.sql("DELETE FROM token_grant WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update();
    }

    private static @Nullable LossReason lossReason(@Nullable String reason) {
        return reason == null ? null : LossReason.valueOf(reason);
    }

    private static @Nullable Duration positive(double seconds) {
        return seconds > 0 ? Duration.ofMillis((long) Math.ceil(seconds * 1000)) : null;
    }
}
