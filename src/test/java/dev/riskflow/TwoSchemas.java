package dev.riskflow;

import com.zaxxer.hikari.HikariDataSource;
import dev.riskflow.environment.EmbeddedDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database as the version before this one made it, which is then migrated; and rows of a service, written and read with
 * the columns that it had before. That is all that the older version knows, whatever its statements look like.
 */
final class TwoSchemas implements AutoCloseable {

    /** Those that the service writes itself, each after what it refers to. */
    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("flow", "flow_id");
        TABLES.put("flow_transition", "flow_id");
        TABLES.put("token_grant", "flow_id");
        TABLES.put("token_ledger", "flow_id");
        TABLES.put("risk_report", "flow_id");
        TABLES.put("risk_report_version", "flow_id");
        TABLES.put("idempotency_key", "flow_id");
        TABLES.put("scheduled_tasks", "task_instance");
    }

    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcClient jdbc = JdbcClient.create(pool);
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private TwoSchemas(JdbcClient service, List<String> flows) {
        pool.setJdbcUrl(EmbeddedDatabase.shared().createDatabase());
        pool.setMaximumPoolSize(2);
        MigrationInfo[] all = Flyway.configure().dataSource(pool).load().info().all();
        Flyway.configure()
                .dataSource(pool)
                .target(all[all.length - 2].getVersion())
                .load()
                .migrate();
        TABLES.forEach((table, key) -> {
            columns.put(table, columnsOf(table));
            rows.put(
                    table,
                    service.sql("SELECT to_jsonb(t)::text FROM %s t WHERE %s IN (:flows)".formatted(table, key))
                            .param("flows", flows)
                            .query((row, n) -> row.getString(1))
                            .list());
        });
    }

    static TwoSchemas beforeTheLastMigration(JdbcClient service, List<String> flows) {
        return new TwoSchemas(service, flows);
    }

    void migrate() {
        Flyway.configure().dataSource(pool).load().migrate();
    }

    void writeAsBefore() {
        rows.forEach((table, written) -> written.forEach(row -> jdbc.sql(
                        "INSERT INTO %1$s (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, CAST(:row AS jsonb))"
                                .formatted(table, list(table)))
                .param("row", row)
                .update()));
    }

    /** Each column is written anew, so that nothing guards it against whoever does not know the new ones. */
    void rewriteAsBefore() {
        columns.forEach(
                (table, names) -> names.forEach(name -> execute("UPDATE %s SET %s = %2$s".formatted(table, name))));
    }

    List<String> readAsBefore() {
        List<String> read = new ArrayList<>();
        columns.forEach((table, names) -> read.addAll(
                jdbc.sql("SELECT '%1$s ' || to_jsonb(t)::text AS row FROM (SELECT %2$s FROM %1$s) t ORDER BY row"
                                .formatted(table, stable(names)))
                        .query((row, n) -> row.getString(1))
                        .list()));
        return read;
    }

    void deleteAll() {
        execute("DELETE FROM flow");
        execute("DELETE FROM scheduled_tasks");
    }

    void execute(String sql) {
        jdbc.sql(sql).update();
    }

    private List<String> columnsOf(String table) {
        return jdbc.sql("SELECT column_name FROM information_schema.columns WHERE table_name = :table"
                        + " ORDER BY ordinal_position")
                .param("table", table)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private String list(String table) {
        return String.join(", ", columns.getOrDefault(table, List.of()));
    }

    /** But for what triggers set. */
    private static String stable(List<String> names) {
        return String.join(
                ", ", names.stream().filter(name -> !name.equals("changed_at")).toList());
    }

    @Override
    public void close() {
        pool.close();
    }
}
