package dev.riskflow.secrets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves rows that older keys sealed to the primary key, so that those keys can be retired. Work goes on meanwhile: a row
 * is locked while it is sealed anew, and whoever changes it waits for that, or was first.
 */
@Component
class Resealing {

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int BATCH = 200;

    private final List<SealedTable> tables;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Sealer sealer;
    private final SealingKey key;

    Resealing(
            List<SealedTable> tables, JdbcClient jdbc, TransactionTemplate transaction, Sealer sealer, SealingKey key) {
        this.tables = tables;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.sealer = sealer;
        this.key = key;
    }

    /**
     * Until no row is left that another key of the ring sealed, or rows are to move to another instance's key; rows being
     * written right now come next time.
     */
    void run() {
        if (!key.isOwn()) {
            return;
        }
        tables.forEach(table -> {
            int total = sealer.olderKeyIds().stream()
                    .mapToInt(older -> moveAll(table, older))
                    .sum();
            if (total > 0) {
                LOG.info("{}: {} rows are sealed with key {} now", table.name(), total, sealer.primaryKeyId());
            }
        });
    }

    private int moveAll(SealedTable table, String older) {
        int total = 0;
        String after = "";
        while (key.isOwn()) {
            String from = after;
            List<Row> moved = transaction.execute(status -> batch(table, older, from));
            if (moved.isEmpty()) {
                break;
            }
            total += moved.size();
            after = moved.getLast().id();
        }
        return total;
    }

    /**
     * The next rows in the order of the index on key and row: compared as a pair, so that no other index will do, and
     * each batch begins where the one before ended, not with the entries that it left dead.
     */
    private List<Row> batch(SealedTable table, String older, String after) {
        List<Row> rows = jdbc.sql("""
                        SELECT %2$s, %3$s FROM %1$s
                         WHERE (sealed_with, %2$s) > (:key, :after) AND sealed_with <= :key
                         ORDER BY sealed_with, %2$s LIMIT %4$d
                           FOR UPDATE SKIP LOCKED
                        """.formatted(table.name(), table.row(), columns(table), BATCH))
                .param("key", older)
                .param("after", after)
                .query((row, n) -> row(table, row))
                .list();
        rows.forEach(row -> moveIfReadable(table, row));
        return rows;
    }

    private static String columns(SealedTable table) {
        return table.columns().stream().map(SealedColumn::column).collect(Collectors.joining(", "));
    }

    /** One row that does not open must not keep all the others with the old key. */
    private void moveIfReadable(SealedTable table, Row row) {
        try {
            move(table, row);
        } catch (UnsealableException e) {
            LOG.error("{} {}: can't be opened, and stays as it is: {}", table.name(), row.id(), e.getMessage());
        }
    }

    private void move(SealedTable table, Row row) {
        Map<String, @Nullable String> resealed = new LinkedHashMap<>();
        table.columns()
                .forEach(column ->
                        resealed.put(column.column(), resealed(row.values().get(column.column()), column, row.id())));
        String assignments = resealed.keySet().stream()
                .map(column -> column + " = :" + column)
                .collect(Collectors.joining(", "));
        jdbc.sql("UPDATE %s SET %s, sealed_with = :key WHERE %s = :row"
                        .formatted(table.name(), assignments, table.row()))
                .params(resealed)
                .param("key", sealer.primaryKeyId())
                .param("row", row.id())
                .update();
    }

    private @Nullable String resealed(@Nullable String value, SealedColumn column, String row) {
        return value == null ? null : sealer.seal(sealer.open(value, column, row), column, row);
    }

    private static Row row(SealedTable table, ResultSet row) throws SQLException {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (SealedColumn column : table.columns()) {
            values.put(column.column(), row.getString(column.column()));
        }
        return new Row(row.getString(table.row()), values);
    }

    private record Row(String id, Map<String, @Nullable String> values) {

        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }
}
