package dev.riskflow.provider;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The single values of a small JSON object, as text; those of an object inside it as {@code outer.inner}. Numbers may
 * come as strings and strings as numbers; nulls, arrays and what is deeper are left out; of duplicates the last counts.
 */
final class AnswerMembers {

    private final Map<String, String> values = new HashMap<>();

    /**
     * Reads the object.
     *
     * @throws UnreadableAnswerException if it is none
     */
    AnswerMembers(byte[] json) {
        try (JsonParser parser = ProviderJson.READING.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableAnswerException("no JSON object");
            }
            collect(parser, "");
        } catch (JacksonException e) { // its message may quote the body
            throw new UnreadableAnswerException("malformed JSON");
        }
    }

    private void collect(JsonParser parser, String prefix) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && prefix.isEmpty()) {
                collect(parser, name + ".");
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                values.put(name, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
    }

    @Nullable
    String find(String name) {
        return values.get(name);
    }
}
