package dev.riskflow.privacy.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import dev.riskflow.flow.office.AgedFlows;
import dev.riskflow.privacy.access.AgedEntries;
import dev.riskflow.report.keeping.AgedReports;
import dev.riskflow.token.AgedRequests;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Deleting what is too old costs what is deleted, however much is kept. */
class RetentionCostTest {

    private static final int BATCH = Retention.BATCH;
    private static final Duration AGE = Duration.ofDays(90);

    /** A batch of each kind is too old; then none is. */
    @ParameterizedTest
    @EnumSource
    void noScanAndNoRowInVain(Planning planning) {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            plant(database);
            Map<String, List<ExecutedPlan>> executed = new LinkedHashMap<>();
            for (int expected : new int[] {BATCH, 0}) {
                try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
                    deletions(observed)
                            .forEach((kind, deletion) -> executed.put(
                                    expected + " " + kind,
                                    observed.plansOf(() -> assertThat(deletion.getAsInt())
                                            .as(kind)
                                            .isEqualTo(expected))));
                }
            }

            assertThat(executed.values()).doesNotContain(List.of());
            assertThat(executed)
                    .allSatisfy((kind, plans) -> assertThat(plans).allSatisfy(plan -> {
                        assertThat(plan.scannedTables()).isEmpty();
                        assertThat(plan.rowsInVain()).as(plan.toString()).isZero();
                    }));
        }
    }

    /** The stores as Spring makes them, without the rest of the service. */
    private static Map<String, IntSupplier> deletions(ObservedJdbc observed) {
        DataSource source = Objects.requireNonNull(observed.getDataSource());
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        try (AnnotationConfigApplicationContext stores = new AnnotationConfigApplicationContext()) {
            stores.registerBean(JdbcClient.class, () -> JdbcClient.create(observed));
            stores.register(AgedReports.class, AgedRequests.class, AgedFlows.class, AgedEntries.class);
            stores.refresh();
            AgedReports reports = stores.getBean(AgedReports.class);
            AgedRequests requests = stores.getBean(AgedRequests.class);
            AgedFlows flows = stores.getBean(AgedFlows.class);
            AgedEntries entries = stores.getBean(AgedEntries.class);
            Map<String, IntSupplier> deletions = new LinkedHashMap<>();
            deletions.put("versions", () -> reports.deleteVersions(AGE, BATCH));
            deletions.put("reports", () -> reports.deleteReports(AGE, BATCH).size());
            deletions.put("token requests", () -> requests.deleteRequests(AGE, BATCH));
            deletions.put("one-time tokens", () -> requests.deleteOneTimeTokens(BATCH));
            deletions.put(
                    "access entries",
                    () -> Objects.requireNonNull(transaction.execute(status -> entries.delete(AGE, BATCH))));
            deletions.put("flows", () -> {
                List<?> found = flows.find(AGE, BATCH);
                found.forEach(
                        flow -> assertThat(observed.update("DELETE FROM flow WHERE flow_id = ?", String.valueOf(flow)))
                                .isOne());
                return found.size();
            });
            return deletions;
        }
    }

    private static void plant(LoadedDatabase database) {
        database.plantFlows(20_000);
        for (String sql : List.of("""
                UPDATE flow SET status = 'EXPIRED', type = 'ONE_TIME', user_id = NULL, updated_at = now() - interval '91 days'
                 WHERE flow_id IN (SELECT md5(i::text) FROM generate_series(1, :batch) i)
                """, """
                INSERT INTO risk_report (flow_id, type, user_id, version, first_stored_at, stored_at, checked_at)
                SELECT md5(i::text), 'ONGOING', 'user-' || i, 2, now(), now(),
                       now() - CASE WHEN i <= 2 * :batch THEN 91 ELSE 1 END * interval '1 day'
                  FROM generate_series(:batch + 1, 20000) i
                """, """
                INSERT INTO risk_report_version (flow_id, version, stored_at, document, document_hash, superseded_at, figures)
                SELECT md5(i::text), 1, now(), '{}', '',
                       now() - CASE WHEN i <= 3 * :batch THEN 91 ELSE 1 END * interval '1 day', '{}'
                  FROM generate_series(2 * :batch + 1, 20000) i
                """, """
                INSERT INTO token_ledger (flow_id, attempt_id, generation, cause, outcome, started_at)
                SELECT md5(i::text), gen_random_uuid(), 0, 'EXCHANGE', 'STORED',
                       now() - CASE WHEN i <= 4 * :batch THEN 91 ELSE 1 END * interval '1 day'
                  FROM generate_series(3 * :batch + 1, 20000) i
                """, """
                INSERT INTO token_grant (flow_id, type, state, generation, redirect_uri, access_token, issued_at)
                SELECT md5(i::text), CASE WHEN i % 2 = 0 THEN 'ONE_TIME' ELSE 'ONGOING' END, 'ACTIVE', 1, 'x', 'k:t',
                       now() - CASE WHEN i <= 6 * :batch THEN 48 ELSE 1 END * interval '1 hour'
                  FROM generate_series(4 * :batch + 1, 20000) i
                """, """
                INSERT INTO access_log (at, actor, actor_kind, role, action, flow_ids, filters)
                SELECT now() - CASE WHEN i <= :batch THEN 91 ELSE 1 END * interval '1 day', 'a', 'CLIENT', 'R', 'LIST',
                       ARRAY[]::text[], ARRAY[]::text[]
                  FROM generate_series(1, 20000) i
                """)) {
            database.jdbc().sql(sql).param("batch", BATCH).update();
        }
        database.settle();
    }
}
