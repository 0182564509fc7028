package dev.riskflow.environment;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How PostgreSQL executed a statement, as {@code EXPLAIN (ANALYZE, BUFFERS)} tells it. */
public record ExecutedPlan(String statement, JsonNode root) {

    private static final JsonMapper JSON = new JsonMapper();

    static ExecutedPlan read(String explained) {
        JsonNode json = JSON.readTree(explained);
        return new ExecutedPlan(json.path("Query Text").asString("").strip(), json.path("Plan"));
    }

    /** Pages found in the buffer cache. */
    public int hit() {
        return root.path("Shared Hit Blocks").intValue();
    }

    /** Pages that were not there. */
    public int read() {
        return root.path("Shared Read Blocks").intValue();
    }

    public int buffers() {
        return hit() + read();
    }

    /** Tables that were read from end to end. */
    public List<String> scannedTables() {
        return nodes(root)
                .filter(node -> "Seq Scan".equals(node.path("Node Type").asString("")))
                .map(node -> node.path("Relation Name").asString(""))
                .toList();
    }

    /** Rows that were read, and were none of those that the statement is about. */
    public double rowsInVain() {
        return nodes(root)
                .mapToDouble(node -> node.path("Rows Removed by Filter").asDouble(0)
                        + node.path("Rows Removed by Index Recheck").asDouble(0)
                        + node.path("Rows Removed by Join Filter").asDouble(0))
                .sum();
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), node.path("Plans").valueStream().flatMap(ExecutedPlan::nodes));
    }

    @Override
    public String toString() {
        return statement + "\n" + root.toPrettyString();
    }
}
