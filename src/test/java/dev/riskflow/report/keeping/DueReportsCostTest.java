package dev.riskflow.report.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Claiming due reports costs what is claimed, however many reports there are. */
class DueReportsCostTest {

    private static final int BATCH = 50;
    private static final int DUE = 2 * BATCH;

    @Test
    void noScanAndNoRowInVainButThoseThatWaitForTheirNextTry() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            plant(database, 20_000);
            List<ExecutedPlan> plans = new ArrayList<>();
            for (int due : new int[] {BATCH, 0}) {
                for (Planning planning : Planning.values()) {
                    plans.add(claim(database, planning, due));
                }
            }

            assertThat(plans).allSatisfy(plan -> {
                assertThat(plan.scannedTables()).isEmpty();
                assertThat(plan.rowsInVain()).isLessThanOrEqualTo(DUE);
            });
        }
    }

    @Test
    @Tag("soak")
    void aMillionReportsCostWhatTenThousandCost() {
        for (Planning planning : Planning.values()) {
            List<Integer> costs = new ArrayList<>();
            try (LoadedDatabase database = LoadedDatabase.empty()) {
                for (int reports : new int[] {10_000, 100_000, 1_000_000}) {
                    plant(database, reports);
                    ExecutedPlan plan = claim(database, planning, BATCH);
                    costs.add(plan.buffers());
                    System.out.printf(
                            "| claim %d reports, %s | %,d: %d/%d |%n",
                            BATCH, planning, reports, plan.hit(), plan.read());
                }
            }
            assertThat(costs.getLast()).isLessThanOrEqualTo(costs.getFirst() * 3 / 2 + 10);
        }
    }

    private static ExecutedPlan claim(LoadedDatabase database, Planning planning, int expected) {
        try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
            JdbcClient jdbc = JdbcClient.create(observed);
            ReportStore store = new ReportStore(jdbc, new ExtractStore(jdbc));
            return observed.plansOf(() -> assertThat(store.claimDue(Duration.ofDays(7), Duration.ofHours(1), BATCH))
                            .hasSize(expected))
                    .getFirst();
        }
    }

    private static void plant(LoadedDatabase database, int reports) {
        database.clear();
        database.plantFlows(reports);
        database.jdbc().sql("""
                        INSERT INTO risk_report (flow_id, type, user_id, version, first_stored_at, stored_at, checked_at)
                        SELECT md5(i::text), 'ONGOING', 'user-' || i, 1, now(), now(),
                               now() - CASE WHEN i <= :due THEN interval '8 days' ELSE random() * interval '6 days' END
                          FROM generate_series(1, :reports) i
                        """).param("reports", reports).param("due", DUE).update();
        database.settle();
    }
}
