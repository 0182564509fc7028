package dev.riskflow.flow.start.once;

import dev.riskflow.provider.FlowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The statements that claim a key and note what came of it. Each is a single one, and commits by itself, unless the
 * caller has a transaction. Each compares times with the database's clock.
 */
@Repository
public class IdempotencyStore {

    private final JdbcClient jdbc;

    public IdempotencyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<IdempotencyRow> find(String id) {
        return jdbc.sql("""
                        SELECT id, request_hash, state, attempt_id, lease_until <= clock_timestamp() AS lapsed, flow_id
                          FROM idempotency_key WHERE id = :id
                        """).param("id", id).query((row, n) -> row(row)).optional();
    }

    /**
     * Guarantee: of all requests with a new key, in whatever process, one gets it. Committed with the state before the
     * provider is called, it is what a repetition finds after a crash.
     */
    public boolean claim(IdempotencyClaim claim, byte[] requestHash, String sealedState, String keyId, Duration lease) {
        return jdbc.sql("""
                        INSERT INTO idempotency_key (id, request_hash, state, sealed_with, attempt_id, lease_until)
                        VALUES (:id, :hash, :state, :key, :attempt,
                                clock_timestamp() + :lease * interval '1 millisecond')
                            ON CONFLICT (id) DO NOTHING
                        """)
                        .param("id", claim.id())
                        .param("hash", requestHash)
                        .param("state", sealedState)
                        .param("key", keyId)
                        .param("attempt", claim.attempt())
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    /**
     * Guarantee: a claim changes hands only once its holder is given up, and to one of those who saw that. The state
     * stays: whichever of the holders' links is handed out, no two can be.
     */
    public boolean takeOver(IdempotencyRow from, UUID attempt, Duration lease) {
        return jdbc.sql("""
                        UPDATE idempotency_key
                           SET attempt_id = :attempt, lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                         WHERE id = :id AND attempt_id = :previous AND flow_id IS NULL
                           AND lease_until <= clock_timestamp()
                        """)
                        .param("id", from.id())
                        .param("previous", from.attempt())
                        .param("attempt", attempt)
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    /**
     * In the transaction that inserts the flow. Guarantee: a key leads to one flow, that of its latest holder; a holder
     * that was given up stores nothing, however late its answer comes.
     */
    public boolean settle(IdempotencyClaim claim, FlowId flow) {
        return jdbc.sql("""
                        UPDATE idempotency_key SET flow_id = :flow
                         WHERE id = :id AND attempt_id = :attempt AND flow_id IS NULL
                        """)
                        .param("id", claim.id())
                        .param("attempt", claim.attempt())
                        .param("flow", flow.value())
                        .update()
                == 1;
    }

    /** Guarantee: a failure frees the key for another try, but not from under a later holder, nor from its answer. */
    public void release(IdempotencyClaim claim) {
        jdbc.sql("DELETE FROM idempotency_key WHERE id = :id AND attempt_id = :attempt AND flow_id IS NULL")
                .param("id", claim.id())
                .param("attempt", claim.attempt())
                .update();
    }

    /** Claims of which no flow came within a day, oldest first; how many there were, up to a thousand. */
    public int forgetAbandoned() {
        return jdbc.sql("""
                DELETE FROM idempotency_key
                 WHERE id = ANY (ARRAY (
                        SELECT id FROM idempotency_key
                         WHERE flow_id IS NULL AND created_at <= (SELECT clock_timestamp()) - interval '1 day'
                           AND lease_until <= clock_timestamp()
                         ORDER BY created_at LIMIT 1000
                           FOR UPDATE SKIP LOCKED))
                """).update();
    }

    private static IdempotencyRow row(ResultSet row) throws SQLException {
        return new IdempotencyRow(
                row.getString("id"),
                row.getBytes("request_hash"),
                row.getString("state"),
                row.getObject("attempt_id", UUID.class),
                row.getBoolean("lapsed"),
                flow(row.getString("flow_id")));
    }

    private static @Nullable FlowId flow(@Nullable String id) {
        return id == null ? null : new FlowId(id);
    }
}
