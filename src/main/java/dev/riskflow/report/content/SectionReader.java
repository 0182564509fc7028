package dev.riskflow.report.content;

import dev.riskflow.report.content.ReportContent.BookingStream;
import dev.riskflow.report.content.ReportContent.Section;
import dev.riskflow.report.content.ReportContent.Summary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads sections of money. Older reports of the provider have the streams of a part as a bare array, without a summary
 * of it; that form is read too, and the summary is not made up.
 */
final class SectionReader {

    private static final String SUMMARY = "summary";
    private static final String STREAMS = "streams";
    private static final List<String> SUMMARY_FIELDS = List.of("count", "total", "low", "high", "average");

    /** A part's parts are the last ones that are looked for. */
    private static final int DEEPEST = 2;

    private SectionReader() {}

    /** Null, and noted, if it is none. */
    static @Nullable Section section(String name, Field field) {
        return section(name, field, 0);
    }

    static boolean isShapedLikeOne(Field field) {
        return field.get(SUMMARY).isObject()
                || field.get(STREAMS).isArray()
                || field.get("regular").isThere()
                || field.get("variable").isThere();
    }

    private static @Nullable Section section(String name, Field field, int depth) {
        if (field.isArray()) {
            return new Section(name, null, streams(field), List.of());
        }
        if (!field.isObject()) {
            field.skip();
            return null;
        }
        return new Section(
                name,
                summaryOf(field),
                streams(field.get(STREAMS)),
                depth < DEEPEST ? parts(field, depth + 1) : List.of());
    }

    private static List<Section> parts(Field field, int depth) {
        List<Section> parts = new ArrayList<>();
        for (String name : field.names()) {
            Field part = field.get(name);
            boolean known = name.equals("regular") || name.equals("variable");
            if (!name.equals(SUMMARY) && !name.equals(STREAMS) && (known || isShapedLikeOne(part))) {
                Section section = section(name, part, depth);
                if (section != null) {
                    parts.add(section);
                }
            }
        }
        return parts;
    }

    private static List<BookingStream> streams(Field field) {
        if (!field.isArray()) {
            field.skip();
        }
        List<BookingStream> streams = new ArrayList<>();
        for (Field stream : field.elements()) {
            if (stream.isObject()) {
                streams.add(stream(stream));
            } else {
                stream.skip();
            }
        }
        return streams;
    }

    private static BookingStream stream(Field field) {
        return new BookingStream(
                field.get("category").get("id").anyText(),
                field.get("category").get("name").text(),
                summary(field),
                field.get("first_booked_on").date(),
                field.get("last_booked_on").date());
    }

    /** Its own member, or its very own members. */
    static @Nullable Summary summaryOf(Field field) {
        Field summary = field.get(SUMMARY);
        if (summary.isObject()) {
            return summary(summary);
        }
        summary.skip();
        return SUMMARY_FIELDS.stream().anyMatch(name -> field.get(name).isThere()) ? summary(field) : null;
    }

    private static Summary summary(Field field) {
        return new Summary(
                field.get("count").integer(),
                field.get("total").amount(),
                field.get("low").amount(),
                field.get("high").amount(),
                field.get("average").amount());
    }

    /** An amount, or the average of a summary. */
    static @Nullable BigDecimal surplus(Field field) {
        if (!field.isObject()) {
            return field.amount();
        }
        Summary summary = summaryOf(field);
        if (summary == null) {
            field.skip();
            return null;
        }
        return summary.average();
    }
}
