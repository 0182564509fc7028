package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the API's description says of answers.
 *
 * @param document an OpenAPI document
 */
record Description(JsonNode document) {

    private static final String REFERENCE = "#/components/schemas/";

    /**
     * That a client made from it can read the answer.
     *
     * @param operation method and path, as they are described: {@code get /risk-flows/{flow_id}}
     */
    void assertKnows(String operation, int status, Reply reply) {
        String what = operation + " answered with " + status;
        assertThat(reply.status()).as(what).isEqualTo(status);
        String known = status >= 400 ? "default" : Integer.toString(status);
        JsonNode answer = operation(operation).path("responses").path(known);
        assertThat(answer.isObject()).as(what).isTrue();
        String type = type(reply);
        if (type == null || reply.text().isEmpty()) {
            assertThat(answer.path("content").propertyNames())
                    .as(what + " and nothing")
                    .isEmpty();
            return;
        }
        assertThat(answer.path("content").propertyNames()).as(what).contains(type);
        JsonNode schema = answer.path("content").path(type).path("schema");
        assertThat(schema.isEmpty()).as(what).isFalse();
        if (type.endsWith("json")) {
            assertFits(reply.json(), schema, what);
        }
    }

    JsonNode operation(String operation) {
        int space = operation.indexOf(' ');
        return document.path("paths").path(operation.substring(space + 1)).path(operation.substring(0, space));
    }

    private static @Nullable String type(Reply reply) {
        String type = reply.header("Content-Type");
        return type == null ? null : type.replaceFirst(";.*", "");
    }

    private void assertFits(JsonNode value, JsonNode said, String where) {
        JsonNode schema = resolved(said);
        if (schema.has("enum")) {
            assertThat(schema.path("enum").valueStream()).as(where).contains(value);
        }
        switch (schema.path("type").asString(schema.has("properties") ? "object" : "any")) {
            case "object" -> assertMembersFit(value, schema, where);
            case "array" -> {
                assertThat(value.isArray()).as(where).isTrue();
                value.forEach(item -> assertFits(item, schema.path("items"), where + "[]"));
            }
            case "string" -> {
                assertThat(value.isString()).as(where).isTrue();
                if (schema.path("format").asString("").equals("date-time")) {
                    assertThat(Instant.parse(value.asString())).as(where).isNotNull();
                }
            }
            case "integer" -> assertThat(value.isIntegralNumber()).as(where).isTrue();
            case "number" -> assertThat(value.isNumber()).as(where).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
            default -> assertThat(said.isObject()).as(where + " is described").isTrue();
        }
    }

    private void assertMembersFit(JsonNode value, JsonNode schema, String where) {
        assertThat(value.isObject()).as(where).isTrue();
        JsonNode members = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        value.properties().forEach(member -> {
            String name = where + "." + member.getKey();
            if (members.has(member.getKey())) {
                assertFits(member.getValue(), members.path(member.getKey()), name);
            } else if (others.isObject()) {
                assertFits(member.getValue(), others, name);
            } else {
                assertThat(members.isEmpty()).as(name + " is described").isTrue();
            }
        });
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty()
                ? schema
                : document.path("components").path("schemas").path(reference.substring(REFERENCE.length()));
    }
}
