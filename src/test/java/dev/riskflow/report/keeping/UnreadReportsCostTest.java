package dev.riskflow.report.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import dev.riskflow.report.reading.PlantedReports;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looking for versions that nobody has read costs what is found, however many reports there are. */
class UnreadReportsCostTest {

    private static final int BATCH = 50;

    @Test
    void noScanAndNoRowInVain() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            plant(database, 20_000);
            for (Planning planning : Planning.values()) {
                ExecutedPlan plan = unread(database, planning);
                assertThat(plan.scannedTables()).isEmpty();
                assertThat(plan.rowsInVain()).isZero();
            }
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
                    ExecutedPlan plan = unread(database, planning);
                    costs.add(plan.buffers());
                    System.out.printf("| unread, %s | %,d: %d/%d |%n", planning, reports, plan.hit(), plan.read());
                }
            }
            assertThat(costs.getLast()).isLessThanOrEqualTo(costs.getFirst() * 3 / 2 + BATCH);
        }
    }

    private static ExecutedPlan unread(LoadedDatabase database, Planning planning) {
        try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
            ExtractStore store = new ExtractStore(JdbcClient.create(observed));
            List<ExecutedPlan> plans = observed.plansOf(() -> store.unread(BATCH));
            assertThat(plans).hasSize(1);
            return plans.getFirst();
        }
    }

    private static void plant(LoadedDatabase database, int reports) {
        database.clear();
        database.plantFlows(reports);
        PlantedReports.plant(database.jdbc(), reports);
        database.settle();
    }
}
