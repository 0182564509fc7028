package dev.riskflow.report.content;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place in a report's document, where something may be, or not, or something else. What is not there is null, and so is
 * what can't be read, which is noted by its path.
 */
final class Field {

    /** More digits than any amount has; beyond it a number is not one that a list or chart could show. */
    private static final int MOST_DIGITS = 100;

    /** Longer than any name; an index's entry could not hold texts of any length. */
    private static final int MOST_CHARACTERS = 300;

    private final JsonNode node;
    private final String path;
    private final UnreadPaths unread;

    Field(JsonNode node, String path, UnreadPaths unread) {
        this.node = node;
        this.path = path;
        this.unread = unread;
    }

    Field get(String name) {
        return new Field(node.path(name), path.isEmpty() ? name : path + "." + name, unread);
    }

    boolean isThere() {
        return !node.isMissingNode() && !node.isNull();
    }

    boolean isObject() {
        return node.isObject();
    }

    boolean isArray() {
        return node.isArray();
    }

    boolean isSingleValue() {
        return node.isValueNode() && isThere();
    }

    /** Names of its members, if it is an object. */
    List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    /** Its elements, if it is an array. */
    List<Field> elements() {
        List<Field> elements = new ArrayList<>();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            elements.add(new Field(node.path(i), path + "[" + i + "]", unread));
        }
        return elements;
    }

    @Nullable
    String text() {
        return read(value -> value.isString() && isStorable(value.stringValue()) ? value.stringValue() : null);
    }

    @Nullable
    Integer integer() {
        return read(value ->
                value.isNumber() && value.canConvertToInt() && value.isIntegralNumber() ? value.intValue() : null);
    }

    @Nullable
    BigDecimal amount() {
        return read(value -> value.isNumber() && isShowable(value.decimalValue()) ? value.decimalValue() : null);
    }

    @Nullable
    Boolean flag() {
        return read(value -> value.isBoolean() ? value.booleanValue() : null);
    }

    @Nullable
    LocalDate date() {
        return read(value -> value.isString() ? parsed(value.stringValue()) : null);
    }

    /** A single value as a text, whatever its type. */
    @Nullable
    String anyText() {
        return read(value -> {
            String text = value.isValueNode() ? value.asString() : null;
            return text != null && isStorable(text) ? text : null;
        });
    }

    /** A flag, or a number that is zero or not; null for all else, which says neither. */
    @Nullable
    Boolean saysYesOrNo() {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() ? node.decimalValue().signum() != 0 : null;
    }

    /** Notes it as unread; not if it is not there, since there is nothing to read then. */
    void skip() {
        if (isThere()) {
            unread.add(path);
        }
    }

    private <T> @Nullable T read(Function<JsonNode, @Nullable T> reader) {
        T value = isThere() ? reader.apply(node) : null;
        if (value == null) {
            skip();
        }
        return value;
    }

    private static @Nullable LocalDate parsed(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** PostgreSQL's text holds neither U+0000 nor half a character; in the document they stay, as escapes. */
    static boolean isStorable(String text) {
        return text.length() <= MOST_CHARACTERS
                && text.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static boolean isShowable(BigDecimal amount) {
        return amount.precision() <= MOST_DIGITS && Math.abs((long) amount.scale()) <= MOST_DIGITS;
    }
}
