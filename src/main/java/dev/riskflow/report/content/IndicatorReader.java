package dev.riskflow.report.content;

import dev.riskflow.report.content.ReportContent.Indicator;
import dev.riskflow.report.content.ReportContent.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads risk indicators, whose form the provider does not describe: members of an object, each under its name, or
 * elements of an array, each a name or an object that has one; or both, as in a section of money, which has a summary,
 * streams and parts.
 */
final class IndicatorReader {

    private static final String STREAMS = "streams";
    private static final String SUMMARY = "summary";

    private IndicatorReader() {}

    /** Null, and noted, if it is neither, or if nothing of what it holds can be read: that does not say that there is none. */
    static @Nullable List<Indicator> indicators(Field field) {
        if (!field.isArray() && !field.isObject()) {
            field.skip();
            return null;
        }
        List<Indicator> indicators = field.isArray() ? listed(field) : members(field, true);
        Field summary = field.get(SUMMARY);
        if (indicators.isEmpty() && summary.isObject()) {
            return List.of(indicator(SUMMARY, summary)); // where it stands alone, it is all that is said
        }
        return indicators.isEmpty() && !isEmpty(field) ? null : indicators;
    }

    private static boolean isEmpty(Field field) {
        return field.elements().isEmpty()
                && field.names().stream()
                        .map(field::get)
                        .allMatch(
                                member -> member.isArray() && member.elements().isEmpty());
    }

    private static List<Indicator> members(Field field, boolean withParts) {
        List<Indicator> indicators = new ArrayList<>(listed(field.get(STREAMS)));
        for (String name : field.names()) {
            Field value = field.get(name);
            List<Indicator> ofPart = withParts ? ofPart(name, value) : List.of();
            if (!ofPart.isEmpty()) {
                indicators.addAll(ofPart);
            } else if (!value.isThere() || !Field.isStorable(name)) {
                value.skip();
            } else if (!isOfTheSection(name, value)) {
                indicators.add(indicator(name, value));
            }
        }
        return indicators;
    }

    /** Empty if it is none, or has nothing but a summary: then it is an indicator like others. */
    private static List<Indicator> ofPart(String name, Field value) {
        if (!name.equals("regular") && !name.equals("variable")) {
            return List.of();
        }
        return value.get(STREAMS).isArray() ? members(value, false) : listed(value);
    }

    private static boolean isOfTheSection(String name, Field value) {
        return (name.equals(STREAMS) && value.isArray()) || (name.equals(SUMMARY) && value.isObject());
    }

    private static List<Indicator> listed(Field field) {
        List<Indicator> indicators = new ArrayList<>();
        for (Field element : field.elements()) {
            String name = element.isObject() ? name(element) : element.text();
            if (name == null) {
                element.skip();
            } else if (element.isObject()) {
                Indicator indicator = indicator(name, element);
                // It is in the list: there is such a thing, unless it says that there is none.
                boolean present = !Boolean.FALSE.equals(indicator.present());
                indicators.add(new Indicator(name, present, indicator.summary(), indicator.value()));
            } else {
                indicators.add(new Indicator(name, true, null, null));
            }
        }
        return indicators;
    }

    private static @Nullable String name(Field element) {
        Field category = element.get("category");
        return Stream.of(
                        element.get("id"),
                        element.get("name"),
                        element.get("type"),
                        category.get("id"),
                        category.get("name"))
                .filter(Field::isSingleValue)
                .map(Field::anyText)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Indicator indicator(String name, Field value) {
        if (value.isObject()) {
            Summary summary = SectionReader.summaryOf(value);
            return new Indicator(name, present(value, summary), summary, null);
        }
        return value.isArray()
                ? new Indicator(name, !value.elements().isEmpty(), null, null)
                : new Indicator(name, value.saysYesOrNo(), null, value.anyText());
    }

    private static @Nullable Boolean present(Field value, @Nullable Summary summary) {
        if (summary != null && summary.count() != null) {
            return summary.count() > 0;
        }
        return Stream.of("present", "detected", "value", "count")
                .map(value::get)
                .filter(Field::isSingleValue)
                .map(Field::saysYesOrNo)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(value.get(STREAMS).elements().isEmpty() ? null : Boolean.TRUE);
    }
}
