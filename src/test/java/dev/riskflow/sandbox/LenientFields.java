package dev.riskflow.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a JSON object as the provider does: numbers and booleans may come as strings, unknown fields don't matter. */
record LenientFields(JsonNode node) {

    @Nullable
    String text(String field) {
        JsonNode value = node.get(field);
        if (value == null
                || value.isNull()
                || value.isContainer()
                || value.asString().isBlank()) {
            return null;
        }
        return value.asString();
    }

    String requiredText(String field) {
        String value = text(field);
        if (value == null) {
            throw new RefusedRequest(field + " is mandatory");
        }
        return value;
    }

    int number(String field, int otherwise) {
        String value = text(field);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException notANumber) {
            throw new RefusedRequest(field + " is not a whole number");
        }
    }

    boolean flag(String field, boolean otherwise) {
        String value = text(field);
        if (value == null) {
            return otherwise;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new RefusedRequest(field + " is neither true nor false");
        };
    }

    List<JsonNode> list(String field) {
        JsonNode value = node.get(field);
        List<JsonNode> elements = new ArrayList<>();
        if (value != null && value.isArray()) {
            value.forEach(elements::add);
        }
        return elements;
    }
}
