package dev.riskflow.web.problems;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What is wrong with one field of a request.
 *
 * @param field as the client wrote it, with its path: {@code accounts[0].id}; {@code ?} stands for what does not look like
 *     a field's name, since it may be a value in the wrong place
 */
record FieldProblem(String field, @Nullable String message) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_-]{0,39}[0-9]{0,2}");

    /** The field that a JSON body could not be read at; none if the body is not JSON. */
    static List<FieldProblem> from(@Nullable Throwable cause) {
        boolean aboutAValue = cause instanceof DatabindException || cause instanceof InputCoercionException;
        if (!aboutAValue
                || !(cause instanceof JacksonException unreadable)
                || unreadable.getPath().isEmpty()) {
            return List.of();
        }
        String message = unreadable instanceof UnrecognizedPropertyException
                ? "is not a known field"
                : "has a value of the wrong type or form";
        return List.of(new FieldProblem(path(unreadable), message));
    }

    static String snakeCase(String property) {
        return property.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String path(JacksonException unreadable) {
        return unreadable.getPath().stream()
                .map(FieldProblem::segment)
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String segment(JacksonException.Reference reference) {
        String name = reference.getPropertyName();
        if (name == null) {
            return "[" + reference.getIndex() + "]";
        }
        return NAME.matcher(name).matches() ? name : "?";
    }
}
