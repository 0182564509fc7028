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
    private final boolean whole;

    /** Of what may be its last value: a string ends with its quote, of a number only what follows tells that it ended. */
    private @Nullable String unended;

    private AnswerMembers(byte[] json) {
        whole = read(json);
    }

    /**
     * Reads the object.
     *
     * @throws UnreadableAnswerException if it is none
     */
    static AnswerMembers of(byte[] json) {
        AnswerMembers members = new AnswerMembers(json);
        members.requireWhole();
        return members;
    }

    /** Reads the object up to where it breaks off or can't be read; a value that is there has come whole. */
    static AnswerMembers asFarAsReadable(byte[] json) {
        return new AnswerMembers(json);
    }

    /** @throws UnreadableAnswerException if it broke off */
    void requireWhole() {
        if (!whole) {
            throw new UnreadableAnswerException("malformed JSON");
        }
    }

    private boolean read(byte[] json) {
        try (JsonParser parser = ProviderJson.READING.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableAnswerException("no JSON object");
            }
            collect(parser, "");
            return true;
        } catch (JacksonException e) { // its message may quote the body
            if (unended != null) {
                values.remove(unended);
            }
            return false;
        }
    }

    private void collect(JsonParser parser, String prefix) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            unended = null;
            String name = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && prefix.isEmpty()) {
                collect(parser, name + ".");
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                values.put(name, parser.getString());
                unended = value == JsonToken.VALUE_STRING ? null : name;
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
