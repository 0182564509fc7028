package dev.riskflow.token;

import dev.riskflow.environment.ExecutedPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pages that statements touched, by the size of the table: one row for each statement. */
final class CostTable {

    private final Map<String, List<Integer>> rows = new LinkedHashMap<>();
    private final Map<String, List<String>> cells = new LinkedHashMap<>();

    void add(String statement, int grants, List<ExecutedPlan> plans) {
        int hit = plans.stream().mapToInt(ExecutedPlan::hit).sum();
        int read = plans.stream().mapToInt(ExecutedPlan::read).sum();
        rows.computeIfAbsent(statement, name -> new ArrayList<>()).add(hit + read);
        cells.computeIfAbsent(statement, name -> new ArrayList<>()).add("%,d: %d/%d".formatted(grants, hit, read));
    }

    /** Hit and read together, in the order of the sizes. */
    Map<String, List<Integer>> rows() {
        return rows;
    }

    @Override
    public String toString() {
        return cells.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + " |")
                .collect(Collectors.joining("\n", "Pages hit/read\n", "\n"));
    }
}
