package dev.riskflow.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was printed about one flow as lines of JSON, in Elastic's Common Schema.
 *
 * @param lines of its transitions and provider calls
 */
record StructuredLog(List<JsonNode> lines) {

    static StructuredLog of(String printed, String flowId) {
        JsonMapper mapper = JsonMapper.shared();
        return new StructuredLog(printed.lines()
                .filter(line -> line.startsWith("{"))
                .map(mapper::readTree)
                .filter(line -> field(line, "flow.id").equals(flowId))
                .toList());
    }

    /** From the callback on, all of it stands in one trace. */
    void assertTold() {
        assertThat(lines.stream().map(line -> field(line, "flow.status")).filter(status -> !status.isEmpty()))
                .containsExactly("awaiting_user", "authorized", "fetching", "completed");
        assertThat(lines.stream()
                        .map(line -> field(line, "provider.operation"))
                        .filter(operation -> !operation.isEmpty()))
                .containsExactly("exchange", "fetch_report");
        assertThat(lines.stream().skip(1).map(line -> field(line, "trace.id")).distinct())
                .singleElement()
                .asString()
                .hasSize(32);
        assertThat(lines).allSatisfy(line -> {
            assertThat(field(line, "log.level")).isEqualTo("INFO");
            assertThat(line.path("message").asString()).contains(field(line, "flow.id"));
        });
    }

    /** Nested or with dots in its name: to who reads it, both are the same field. */
    private static String field(JsonNode line, String name) {
        JsonNode nested = line.at("/" + name.replace('.', '/'));
        return nested.isMissingNode() ? line.path(name).asString("") : nested.asString("");
    }
}
