package dev.riskflow.flow.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc.Planning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A page costs what a page costs, whatever the filter and however many flows there are. */
class FlowListCostTest {

    /** The end of the clients; and one-time flows under way, of which there are never many. */
    private static final int IN_VAIN = 41;

    /** For the flows of a page of fifty and the one after it, found for four reasons, in three indexes each. */
    private static final int PAGES = 2_500;

    @Test
    void noListScansATableOrReadsFlowsThatItDoesNotShow() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            ManyFlows.plant(database, 20_000);
            List<String> wasteful = new ArrayList<>();
            for (Planning planning : Planning.values()) {
                Map<String, ExecutedPlan> plans = ListStatements.execute(database, planning);
                assertThat(plans).hasSize(48);
                plans.forEach((name, plan) -> {
                    if (isWasteful(plan)) {
                        wasteful.add("%s, %s: scans %s, reads %.0f rows in vain"
                                .formatted(name, planning, plan.scannedTables(), plan.rowsInVain()));
                    }
                });
            }
            assertThat(wasteful).isEmpty();
        }
    }

    /** Of the few that want attention, all may be read, while they are few. */
    private static boolean isWasteful(ExecutedPlan plan) {
        return plan.scannedTables().isEmpty()
                ? plan.rowsInVain() > IN_VAIN
                : !plan.scannedTables().stream().allMatch("flow_attention"::equals);
    }

    @Test
    @Tag("soak")
    void aMillionFlowsCostWhatTenThousandCost() {
        Map<String, List<Integer>> costs = new LinkedHashMap<>();
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            for (int flows : new int[] {10_000, 100_000, 1_000_000}) {
                ManyFlows.plant(database, flows);
                for (Planning planning : Planning.values()) {
                    ListStatements.execute(database, planning)
                            .forEach((name, plan) -> note(costs, name + ", " + planning, plan));
                }
            }
        }
        System.out.println("Pages read, of 10,000, 100,000 and 1,000,000 flows");
        costs.forEach((name, pages) -> System.out.println("| " + name + " | " + pages + " |"));
        assertThat(costs).allSatisfy((name, pages) -> assertThat(pages).as(name).allMatch(read -> read <= PAGES));
    }

    private static void note(Map<String, List<Integer>> costs, String name, ExecutedPlan plan) {
        costs.computeIfAbsent(name, key -> new ArrayList<>()).add(plan.buffers());
    }
}
