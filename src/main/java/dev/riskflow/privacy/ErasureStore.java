package dev.riskflow.privacy;

import dev.riskflow.StoredTime;
import dev.riskflow.flow.StartGate;
import dev.riskflow.flow.office.ErasedFlow;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import dev.riskflow.secrets.UnsealableException;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders and proofs of erasures; and whether a flow of a user may be let in: not while that user is being
 * erased, nor if its start was under way by then.
 */
@Repository
class ErasureStore implements StartGate {

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final Pseudonyms pseudonyms;

    ErasureStore(JdbcClient jdbc, Sealer sealer, Pseudonyms pseudonyms) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.pseudonyms = pseudonyms;
    }

    /**
     * Orders the erasure of a user; one that is under way is joined. Guarantee: when this has committed, every flow of
     * the user that is stored at all can be seen, and no other will be stored until the erasure has ended: whoever stores
     * one holds the same lock, shared, until its commit, and looks for this row behind it ({@link #isOpen}).
     */
    @Transactional
    public ErasureOrder order(UserId user, String client) {
        byte[] hash = pseudonyms.ofUser(user.value());
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", lock(hash))
                .query()
                .listOfRows();
        String id = jdbc.sql("SELECT id FROM erasure WHERE subject_hash = :hash AND finished_at IS NULL")
                .param("hash", hash)
                .query(String.class)
                .optional()
                .orElseGet(() -> insertOrder(user, hash, client));
        return new ErasureOrder(id, user);
    }

    private String insertOrder(UserId user, byte[] hash, String client) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("""
                        INSERT INTO erasure (id, kind, subject_hash, user_id, sealed_with, requested_by)
                        VALUES (:id, 'USER', :hash, :user, :key, :client)
                        """)
                .param("id", id)
                .param("hash", hash)
                .param("user", sealer.seal(Secret.of(user.value()), PrivacyColumns.USER_ID, id))
                .param("key", sealer.primaryKeyId())
                .param("client", client)
                .update();
        return id;
    }

    /** The latest erasure of a user, 0 if there was none; empty while one is under way. */
    @Override
    public OptionalLong enter(String userId) {
        return jdbc.sql("""
                        SELECT coalesce(max(nr), 0) AS latest, coalesce(bool_or(finished_at IS NULL), false) AS under_way
                          FROM erasure WHERE subject_hash = :hash
                        """)
                .param("hash", pseudonyms.ofUser(userId))
                .query((row, n) ->
                        row.getBoolean("under_way") ? OptionalLong.empty() : OptionalLong.of(row.getLong("latest")))
                .single();
    }

    /** Whether no erasure of the user was ordered after that one, nor will be before the caller's commit. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isOpen(String userId, long since) {
        byte[] hash = pseudonyms.ofUser(userId);
        jdbc.sql("SELECT pg_advisory_xact_lock_shared(:lock)")
                .param("lock", lock(hash))
                .query()
                .listOfRows();
        return jdbc.sql("SELECT NOT EXISTS (SELECT FROM erasure WHERE subject_hash = :hash AND nr > :since)")
                .param("hash", hash)
                .param("since", since)
                .query(Boolean.class)
                .single();
    }

    /** Should two users ever have the same one, they wait for each other now and then. */
    private static long lock(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }

    /** Whether the order is not finished, nor will be before the caller's commit. Locked before any flow is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isUnderWay(ErasureOrder order) {
        return jdbc.sql("SELECT id FROM erasure WHERE id = :id AND finished_at IS NULL FOR UPDATE")
                .param("id", order.id())
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Adds to the order what was deleted in the same transaction. */
    void add(ErasureOrder order, ErasedFlow erased) {
        jdbc.sql("""
                        UPDATE erasure
                           SET flows = flows + 1, transitions = transitions + :transitions,
                               report_versions = report_versions + :reportVersions, grants = grants + :grants,
                               token_requests = token_requests + :tokenRequests,
                               idempotency_keys = idempotency_keys + :idempotencyKeys
                         WHERE id = :id
                        """).param("id", order.id()).params(counts(erased)).update();
    }

    /** Nothing is left: from now on it is a proof, and knows the user no more. */
    void finish(ErasureOrder order) {
        jdbc.sql("""
                        UPDATE erasure SET finished_at = clock_timestamp(), user_id = NULL, sealed_with = NULL
                         WHERE id = :id AND finished_at IS NULL
                        """).param("id", order.id()).update();
    }

    /** Of users; oldest first, beginning behind that number. */
    List<SealedOrder> unfinished(long after, int most) {
        return jdbc.sql("""
                        SELECT nr, id, user_id FROM erasure WHERE finished_at IS NULL AND nr > :after ORDER BY nr LIMIT
                        """ + most)
                .param("after", after)
                .query((row, n) -> new SealedOrder(row.getLong("nr"), row.getString("id"), row.getString("user_id")))
                .list();
    }

    /** @throws UnsealableException if no key of the ring opens it */
    ErasureOrder open(SealedOrder order) {
        Secret user = sealer.open(order.user(), PrivacyColumns.USER_ID, order.id());
        return new ErasureOrder(order.id(), new UserId(user.reveal()));
    }

    /** The proof for one flow, in the transaction that deletes it. */
    void prove(FlowId flow, ErasedFlow erased, String client) {
        jdbc.sql("""
                        INSERT INTO erasure (kind, subject_hash, requested_by, finished_at, flows, transitions,
                                             report_versions, grants, token_requests, idempotency_keys)
                        VALUES ('FLOW', :hash, :client, clock_timestamp(), 1, :transitions,
                                :reportVersions, :grants, :tokenRequests, :idempotencyKeys)
                        """)
                .param("hash", pseudonyms.ofFlow(flow))
                .param("client", client)
                .params(counts(erased))
                .update();
    }

    private static Map<String, Integer> counts(ErasedFlow erased) {
        return Map.of(
                "transitions", erased.transitions(),
                "reportVersions", erased.reportVersions(),
                "grants", erased.grants(),
                "tokenRequests", erased.tokenRequests(),
                "idempotencyKeys", erased.idempotencyKeys());
    }

    boolean isProven(FlowId flow) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM erasure WHERE subject_hash = :hash)")
                .param("hash", pseudonyms.ofFlow(flow))
                .query(Boolean.class)
                .single();
    }

    /**
     * Erasures, newest first.
     *
     * @param subject only those of this user or flow, as {@link Pseudonyms} has it
     * @param before only earlier ones
     */
    List<Erasure> page(byte @Nullable [] subject, long before, int rows) {
        return jdbc.sql("SELECT * FROM erasure WHERE nr < :before "
                        + (subject == null ? "" : "AND subject_hash = :subject ")
                        + "ORDER BY nr DESC LIMIT " + rows)
                .param("before", before)
                .param("subject", subject)
                .query((row, n) -> erasure(row))
                .list();
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                row.getLong("nr"),
                ErasureKind.valueOf(row.getString("kind")),
                row.getString("requested_by"),
                StoredTime.read(row, "requested_at"),
                StoredTime.readIfAny(row, "finished_at"),
                row.getInt("flows"),
                row.getInt("transitions"),
                row.getInt("report_versions"),
                row.getInt("grants"),
                row.getInt("token_requests"),
                row.getInt("idempotency_keys"));
    }
}
