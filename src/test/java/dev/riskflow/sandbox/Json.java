package dev.riskflow.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON text in and out. Documents are built from maps: a BigDecimal keeps its scale, 12.30 stays 12.30. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Null when the text is no JSON object. */
    static @Nullable JsonNode readObject(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node != null && node.isObject() ? node : null;
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    /** An object of name, value, name, value, in that order; members without value are left out. */
    static Map<String, Object> object(@Nullable Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                members.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return members;
    }
}
