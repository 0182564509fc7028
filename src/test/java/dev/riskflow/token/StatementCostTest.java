package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a statement costs follows what it is about, and not how many grants there are besides. */
class StatementCostTest {

    /** The row that ends the search for keys. */
    private static final int END_OF_RECURSION = 1;

    private static final Set<String> HAS_ONE_ROW = Set.of("sealing_key");

    @Test
    void noHotStatementScansATableOrReadsRowsThatItIsNotAbout() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            HotStatements.plant(database, 20_000);

            Map<String, List<ExecutedPlan>> executed = HotStatements.execute(database);

            assertThat(executed.values()).doesNotContain(List.of());
            assertThat(wasteful(executed)).isEmpty();
        }
    }

    @Test
    @Tag("soak")
    void aMillionGrantsCostWhatTenThousandCost() {
        CostTable table = new CostTable();
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            for (int grants : new int[] {10_000, 100_000, 1_000_000}) {
                HotStatements.plant(database, grants);
                HotStatements.execute(database).forEach((name, plans) -> table.add(name, grants, plans));
            }
        }
        System.out.println(table);
        assertThat(table.rows()).allSatisfy((name, costs) -> {
            // An index is one page higher, which each row that is looked up costs; and rows stand on more pages.
            assertThat(costs.getLast()).as(name).isLessThanOrEqualTo(costs.getFirst() * 3 / 2 + 50);
        });
    }

    /** Statements with a scan of a whole table, or with rows that were read for nothing. */
    private static List<String> wasteful(Map<String, List<ExecutedPlan>> executed) {
        return executed.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(plan ->
                                plan.rowsInVain() > END_OF_RECURSION || !HAS_ONE_ROW.containsAll(plan.scannedTables()))
                        .map(plan -> "%s: scans %s, reads %.0f rows in vain"
                                .formatted(entry.getKey(), plan.scannedTables(), plan.rowsInVain())))
                .toList();
    }
}
