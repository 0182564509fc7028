package dev.riskflow.token;

import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.Sealer;
import java.util.List;
import java.util.Set;
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

    /** Until no row is left that another key of the ring sealed; rows being rotated right now come next time. */
    void run() {
        Set<String> older = sealer.olderKeyIds();
        if (older.isEmpty()) {
            return;
        }
        int total = 0;
        int moved;
        do {
            moved = transaction.execute(status -> batch(older));
            total += moved;
        } while (moved > 0);
        if (total > 0) {
            LOG.info("{} grants are sealed with key {} now", total, sealer.primaryKeyId());
        }
    }

    private Integer batch(Set<String> older) {
        List<Row> rows = jdbc.sql("""
                        SELECT flow_id, code, access_token, refresh_token FROM token_grant
                         WHERE sealed_with IN (:older)
                         ORDER BY sealed_with, flow_id LIMIT :most
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("older", older)
                .param("most", BATCH)
                .query((row, n) -> new Row(
                        row.getString("flow_id"),
                        row.getString("code"),
                        row.getString("access_token"),
                        row.getString("refresh_token")))
                .list();
        rows.forEach(this::move);
        return rows.size();
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
