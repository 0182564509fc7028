package dev.riskflow.token;

import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.UnsealableException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves rows that older keys sealed to the primary key, so that those keys can be retired. Tokens keep rotating
 * meanwhile: a row is locked while it is sealed anew, and whoever rotates it waits for that, or was first.
 */
@Component
class Resealing {

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Sealer sealer;

    Resealing(JdbcClient jdbc, TransactionTemplate transaction, Sealer sealer) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.sealer = sealer;
    }

    /** Until no row is left that another key of the ring sealed; rows being written right now come next time. */
    void run() {
        int total = sealer.olderKeyIds().stream().mapToInt(this::moveAll).sum();
        if (total > 0) {
            LOG.info("{} grants are sealed with key {} now", total, sealer.primaryKeyId());
        }
    }

    private int moveAll(String key) {
        int total = 0;
        List<Row> moved;
        String after = "";
        do {
            String from = after;
            moved = transaction.execute(status -> batch(key, from));
            total += moved.size();
            after = moved.isEmpty() ? after : moved.getLast().flow();
        } while (!moved.isEmpty());
        return total;
    }

    /**
     * The next rows in the order of the index on (sealed_with, flow_id): compared as a pair, so that no other index will
     * do, and each batch begins where the one before ended, not with the entries that it left dead.
     */
    private List<Row> batch(String key, String after) {
        List<Row> rows = jdbc.sql("""
                        SELECT flow_id, code, access_token, refresh_token FROM token_grant
                         WHERE (sealed_with, flow_id) > (:key, :after) AND sealed_with <= :key
                         ORDER BY sealed_with, flow_id LIMIT
                        """ + BATCH + """
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("key", key)
                .param("after", after)
                .query((row, n) -> new Row(
                        row.getString("flow_id"),
                        row.getString("code"),
                        row.getString("access_token"),
                        row.getString("refresh_token")))
                .list();
        rows.forEach(this::moveIfReadable);
        return rows;
    }

    /** One row that does not open must not keep all the others with the old key. */
    private void moveIfReadable(Row row) {
        try {
            move(row);
        } catch (UnsealableException e) {
            LOG.error("flow {}: its grant can't be opened, and stays as it is: {}", row.flow(), e.getMessage());
        }
    }

    private void move(Row row) {
        jdbc.sql("""
                        UPDATE token_grant
                           SET code = :code, access_token = :access, refresh_token = :refresh, sealed_with = :key
                         WHERE flow_id = :flow
                        """)
                .param("flow", row.flow())
                .param("code", resealed(row.code(), Columns.CODE, row.flow()))
                .param("access", resealed(row.access(), Columns.ACCESS_TOKEN, row.flow()))
                .param("refresh", resealed(row.refresh(), Columns.REFRESH_TOKEN, row.flow()))
                .param("key", sealer.primaryKeyId())
                .update();
    }

    private @Nullable String resealed(@Nullable String value, SealedColumn column, String flow) {
        return value == null ? null : sealer.seal(sealer.open(value, column, flow), column, flow);
    }

    private record Row(
            String flow,
            @Nullable String code,
            @Nullable String access,
            @Nullable String refresh) {

        @Override
        public String toString() {
            return "Row[" + flow + "]";
        }
    }
}
