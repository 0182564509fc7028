package dev.riskflow.dashboard;

import dev.riskflow.report.content.ReportContent;
import dev.riskflow.report.content.ReportContent.Section;
import dev.riskflow.report.content.ReportContent.Summary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A section of a report, or a part of one, in a table.
 *
 * @param path the provider's names, the section's first
 * @param summary null where the document gives none
 * @param rest whether it is what a section's total leaves beside the totals of its parts: the only figure that is ours
 */
record SectionRow(List<String> path, @Nullable Summary summary, boolean rest) {

    static List<SectionRow> of(ReportContent content) {
        List<SectionRow> rows = new ArrayList<>();
        sections(content).forEach(section -> add(rows, List.of(), section));
        return rows;
    }

    /** In the order in which a page shows them. */
    static Stream<Section> sections(ReportContent content) {
        return Stream.concat(Stream.of(content.income(), content.expenses()), content.otherSections().stream())
                .filter(Objects::nonNull);
    }

    static List<String> path(List<String> parent, Section section) {
        List<String> path = new ArrayList<>(parent);
        path.add(section.name());
        return path;
    }

    private static void add(List<SectionRow> rows, List<String> parent, Section section) {
        List<String> path = path(parent, section);
        rows.add(new SectionRow(path, section.summary(), false));
        section.parts().forEach(part -> add(rows, path, part));
        BigDecimal rest = rest(section);
        if (rest != null && rest.signum() != 0) {
            rows.add(new SectionRow(path, new Summary(null, rest, null, null, null), true));
        }
    }

    /** Null unless all totals are there. */
    private static @Nullable BigDecimal rest(Section section) {
        BigDecimal rest = total(section);
        if (section.parts().isEmpty()) {
            return null;
        }
        for (Section part : section.parts()) {
            BigDecimal total = total(part);
            if (rest == null || total == null) {
                return null;
            }
            rest = rest.subtract(total);
        }
        return rest;
    }

    private static @Nullable BigDecimal total(Section section) {
        Summary summary = section.summary();
        return summary == null ? null : summary.total();
    }

    @Override
    public String toString() {
        return "SectionRow[***]";
    }
}
