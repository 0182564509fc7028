package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The API's description says what the API does. */
@RiskflowTest
class OpenApiTest {

    private final Riskflow riskflow;
    private JsonNode document;

    OpenApiTest(Riskflow riskflow) {
        this.riskflow = riskflow;
        this.document = MissingNode.getInstance();
    }

    @BeforeEach
    void read() {
        document = riskflow.shop().get("/v3/api-docs").json();
    }

    @Test
    void namesAreInSnakeCase() {
        assertThat(document.path("paths").propertyNames())
                .contains(
                        "/risk-flows",
                        "/risk-flows/{flow_id}",
                        "/risk-reports",
                        "/risk-reports/{flow_id}",
                        "/callback");
        assertThat(schema("StartFlowRequest").path("properties").propertyNames())
                .contains("user_id", "reporting_period", "account_types", "allow_multi_selection", "return_url");
    }

    /** Whatever a proxy calls it. */
    @Test
    void itIsWhereBrowsersReachIt() {
        String otherName = riskflow.url().replace("localhost", "127.0.0.1");
        JsonNode servers =
                new Riskflow(otherName).shop().get("/v3/api-docs").json().path("servers");
        assertThat(servers.size()).isOne();
        assertThat(servers.at("/0/url").asString()).isEqualTo(riskflow.url());
    }

    @Test
    void aStartedFlowIsAnsweredWithItsLocation() {
        JsonNode responses =
                document.path("paths").path("/risk-flows").path("post").path("responses");
        assertThat(responses.propertyNames()).containsExactlyInAnyOrder("201", "default");
        assertThat(schema("FlowLink").at("/properties/location/type").asString())
                .isEqualTo("string");
        assertThat(responses.at("/201/content/application~1json/schema/$ref").asString())
                .endsWith("/FlowLink");
        assertThat(responses.at("/201/headers/Location/schema/type").asString()).isEqualTo("string");
        assertThat(responses.at("/default/headers/Retry-After/schema/type").asString())
                .isEqualTo("integer");
    }

    /** Or it could stand for anything (OpenAPI 3.1, Parameter Object): generators stumble over it. */
    @Test
    void eachParameterHasASchema() {
        List<JsonNode> parameters = document.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .flatMap(operation -> operation.path("parameters").valueStream())
                .toList();
        assertThat(parameters)
                .hasSizeGreaterThan(20)
                .allMatch(parameter -> parameter.path("schema").has("type")
                        || parameter.path("schema").has("$ref"));
    }

    /** Generators call methods and classes so. A number behind a name would depend on the order in which classes are read. */
    @Test
    void eachCallHasANameOfItsOwnBelowItsResource() {
        document.path("paths")
                .forEachEntry((path, calls) -> calls.forEach(call -> {
                    assertThat(call.path("operationId").asString()).matches("[a-zA-Z]+");
                    assertThat(call.path("tags").valueStream().map(JsonNode::asString))
                            .singleElement()
                            .satisfies(tag -> assertThat(path).startsWith("/" + tag));
                }));
    }

    /** JSON Schema looks for a pattern anywhere in a text, and here it is meant for the whole of it. */
    @Test
    void aPatternIsForTheWholeText() {
        assertThat(document.path("components").findValuesAsString("pattern"))
                .hasSizeGreaterThan(3)
                .allMatch(pattern -> pattern.startsWith("^") && pattern.endsWith("$"));
    }

    @Test
    void whatCanBeRepeatedTakesAKey() {
        for (String path : new String[] {"/risk-flows", "/risk-flows/{flow_id}/renewal"}) {
            assertThat(document.path("paths")
                            .path(path)
                            .path("post")
                            .path("parameters")
                            .valueStream()
                            .map(parameter -> parameter.path("in").asString() + " "
                                    + parameter.path("name").asString()))
                    .contains("header Idempotency-Key");
        }
    }

    @Test
    void aListNamesItsParametersAndTheirValues() {
        JsonNode parameters =
                document.path("paths").path("/risk-flows").path("get").path("parameters");
        assertThat(parameters
                        .valueStream()
                        .map(parameter -> parameter.path("name").asString()))
                .containsExactly(
                        "limit", "cursor", "status", "type", "user_id", "client", "attention", "updated_after");
        assertThat(parameters.at("/6/schema/enum").valueStream().map(JsonNode::asString))
                .containsExactly("reauthorize", "consent_ending", "in_doubt", "deadline_near", "any");
        assertThat(parameters.valueStream())
                .noneMatch(parameter -> parameter.path("required").asBoolean(false));
        assertThat(schema("FlowSummary").path("properties").propertyNames()).contains("flow_id", "consent_until");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/risk-flows", "/risk-reports", "/risk-reports/{flow_id}/history", "/erasures", "/access-log"})
    void aListTellsHowManyItAnswersAtMost(String path) {
        assertThat(document.path("paths").path(path).at("/get/parameters").valueStream())
                .filteredOn(parameter -> "limit".equals(parameter.path("name").asString()))
                .singleElement()
                .satisfies(limit -> {
                    assertThat(limit.at("/schema/maximum").intValue()).isEqualTo(200);
                    assertThat(limit.at("/schema/default").intValue()).isEqualTo(50);
                });
    }

    @Test
    void anyCallMayBeAnsweredWithAProblem() {
        document.path("paths")
                .forEach(path -> path.forEach(operation -> assertThat(operation
                                .path("responses")
                                .path("default")
                                .path("content")
                                .has("application/problem+json"))
                        .isTrue()));
    }

    @Test
    void theListOfReportsTellsItsFiltersAndItsForms() {
        JsonNode list = document.path("paths").path("/risk-reports").path("get");
        assertThat(list.path("parameters")
                        .valueStream()
                        .map(parameter -> parameter.path("name").asString()))
                .contains("limit", "cursor", "user_id", "type", "from", "to", "iban", "affinity", "indicator");
        assertThat(list.at("/responses/200/content").propertyNames())
                .contains("application/json", "application/x-ndjson");
        assertThat(schema("ReportEnvelope").path("properties").propertyNames())
                .contains("first_stored_at", "unread_sections");
        assertThat(document.at("/paths/~1risk-reports.csv/get/responses/200/content")
                        .propertyNames())
                .containsExactly("text/csv");
    }

    private JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }
}
