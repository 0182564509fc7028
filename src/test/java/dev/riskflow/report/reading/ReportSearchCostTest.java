package dev.riskflow.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.content.ContentReader;
import dev.riskflow.report.parameters.PageCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page costs what is on it, whatever its filter, however far down it is, and however many reports there are. */
class ReportSearchCostTest {

    private static final int PAGE = 50;

    @Test
    void noFilterScansATableOrReadsReportsThatItIsNotAbout() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            plant(database, 20_000);
            assertThat(costs(database, 20_000)).hasSize(58).allSatisfy((name, plan) -> {
                assertThat(plan.scannedTables()).as(name).isEmpty();
                // Of the two types the common one may be read in passing: few of the others stand between.
                assertThat(plan.rowsInVain()).as(name).isLessThanOrEqualTo(name.startsWith("type") ? 10 * PAGE : 0);
            });
        }
    }

    @Test
    @Tag("soak")
    void aMillionReportsCostWhatTenThousandCost() {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        Map<String, StringBuilder> lines = new LinkedHashMap<>();
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            for (int reports : new int[] {10_000, 100_000, 1_000_000}) {
                plant(database, reports);
                costs(database, reports).forEach((name, plan) -> {
                    rows.computeIfAbsent(name, n -> new ArrayList<>()).add(plan.buffers());
                    lines.computeIfAbsent(name, n -> new StringBuilder("| ").append(n))
                            .append(" | %,d: %d/%d".formatted(reports, plan.hit(), plan.read()));
                });
            }
        }
        System.out.println("Pages hit/read\n" + String.join(" |\n", lines.values()) + " |");
        assertThat(rows).allSatisfy((name, costs) -> {
            // An index is one page higher, which each row that is looked up costs. A rare thing is on a page of ten
            // thousand reports twice, and on one of a million fifty times: it costs what is on the page.
            int found = name.contains("rare") || name.contains("iban") || name.contains("user_id") ? 6 * PAGE : 50;
            assertThat(costs.getLast()).as(name).isLessThanOrEqualTo(costs.getFirst() * 3 / 2 + found);
        });
    }

    /** Every filter's first page and one in the middle, and what else the API reads. */
    private static Map<String, ExecutedPlan> costs(LoadedDatabase database, int reports) {
        Map<String, ExecutedPlan> costs = new LinkedHashMap<>();
        PageCursor middle = PlantedReports.middle(database.jdbc(), reports);
        for (Planning planning : Planning.values()) {
            try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
                JdbcClient jdbc = JdbcClient.create(observed);
                PlantedReports.filters(reports).forEach((name, filter) -> {
                    costs.put(name + ", first page, " + planning, page(observed, jdbc, filter, null));
                    costs.put(name + ", page in the middle, " + planning, page(observed, jdbc, filter, middle));
                });
                StoredReports stored = new StoredReports(jdbc, new ReportSearch(jdbc), new ContentReader());
                FlowId flow = middle.flowId();
                costs.put("by id, " + planning, only(observed.plansOf(() -> stored.find(flow))));
                costs.put("document, " + planning, only(observed.plansOf(() -> stored.document(flow, 1))));
                costs.put("history, " + planning, only(observed.plansOf(() -> stored.history(flow, PAGE, null))));
            }
        }
        return costs;
    }

    private static ExecutedPlan page(
            ObservedJdbc observed, JdbcClient jdbc, ReportFilter filter, @Nullable PageCursor after) {
        return only(observed.plansOf(() -> new ReportSearch(jdbc).page(filter, PAGE + 1, after)));
    }

    private static ExecutedPlan only(List<ExecutedPlan> plans) {
        assertThat(plans).hasSize(1);
        return plans.getFirst();
    }

    private static void plant(LoadedDatabase database, int reports) {
        database.clear();
        database.plantFlows(reports);
        PlantedReports.plant(database.jdbc(), reports);
        database.settle();
    }
}
