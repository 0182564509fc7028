package dev.riskflow.flow.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looking for flows whose time is over costs what is found, however many flows there are. */
class OverdueFlowsCostTest {

    private static final int BATCH = OverdueFlows.BATCH;

    @Test
    void noScanAndNoRowInVain() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            plant(database);
            List<ExecutedPlan> plans = new ArrayList<>();
            for (int expected : new int[] {BATCH, 0}) {
                for (Planning planning : Planning.values()) {
                    plans.add(plan(database, planning, OverdueFlows::forgetLinks, expected));
                    plans.add(plan(database, planning, OverdueFlows::findUnconfirmed, expected));
                    // The other one changes no row by itself; here its flows fail.
                    database.jdbc().sql("""
                            UPDATE flow SET status = 'FAILED', reason = 'NOT_CONFIRMED' WHERE flow_id IN (
                                SELECT flow_id FROM flow WHERE status = 'AWAITING_CONFIRMATION' AND deadline_at <= now()
                                 ORDER BY deadline_at LIMIT 100)
                            """).update();
                    database.jdbc().sql("""
                            UPDATE flow SET status = 'EXPIRED'
                             WHERE status = 'AWAITING_USER' AND location IS NULL AND expires_at <= now()
                            """).update();
                }
            }

            assertThat(plans).allSatisfy(plan -> {
                assertThat(plan.scannedTables()).isEmpty();
                assertThat(plan.rowsInVain()).isZero();
            });
        }
    }

    private static ExecutedPlan plan(
            LoadedDatabase database, Planning planning, Function<OverdueFlows, List<String>> find, int expected) {
        try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
            OverdueFlows overdue = new OverdueFlows(JdbcClient.create(observed));
            return observed.plansOf(() -> assertThat(find.apply(overdue)).hasSize(expected))
                    .getFirst();
        }
    }

    /** Two batches of each kind are due; as many wait; the rest is merely there. */
    private static void plant(LoadedDatabase database) {
        database.clear();
        database.plantFlows(20_000);
        database.jdbc().sql("""
                        UPDATE flow f
                           SET status = CASE kind WHEN 0 THEN 'AWAITING_USER' WHEN 1 THEN 'AWAITING_USER'
                                                  WHEN 2 THEN 'AWAITING_CONFIRMATION' WHEN 3 THEN 'AWAITING_CONFIRMATION'
                                                  ELSE status END,
                               location = CASE WHEN kind IN (0, 1) THEN 'k:l' END,
                               expires_at = now() + CASE kind WHEN 0 THEN -1 ELSE 1 END * (1 + random()) * interval '1 hour',
                               deadline_at = now() + CASE kind WHEN 2 THEN -1 ELSE 1 END * (1 + random()) * interval '1 hour'
                          FROM (SELECT md5(i::text) AS flow_id, (i - 1) / (2 * :batch) AS kind
                                  FROM generate_series(1, 8 * :batch) i) planted
                         WHERE f.flow_id = planted.flow_id
                        """).param("batch", BATCH).update();
        database.settle();
    }
}
