package dev.riskflow.dashboard;

import dev.riskflow.report.content.ReportContent;
import dev.riskflow.report.content.ReportContent.BookingStream;
import dev.riskflow.report.content.ReportContent.Section;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report's streams, each from its first booking to its last.
 *
 * @param from the earliest booking of all; null if no stream has a day
 * @param leftOut streams that are only in the document
 */
record StreamTimeline(@Nullable LocalDate from, @Nullable LocalDate to, List<Row> rows, int leftOut) {

    private static final int MOST = 1_000;

    static StreamTimeline of(ReportContent content) {
        List<Found> all = new ArrayList<>();
        SectionRow.sections(content).forEach(section -> collect(all, List.of(), section));
        List<Found> shown = all.stream().limit(MOST).toList();
        LocalDate from = days(shown).min(LocalDate::compareTo).orElse(null);
        LocalDate to = days(shown).max(LocalDate::compareTo).orElse(null);
        return new StreamTimeline(
                from,
                to,
                shown.stream()
                        .map(found -> new Row(found.path(), found.stream(), Bar.of(found.stream(), from, to)))
                        .toList(),
                all.size() - shown.size());
    }

    private static void collect(List<Found> all, List<String> parent, Section section) {
        List<String> path = SectionRow.path(parent, section);
        section.streams().forEach(stream -> all.add(new Found(path, stream)));
        section.parts().forEach(part -> collect(all, path, part));
    }

    private static Stream<LocalDate> days(List<Found> streams) {
        return streams.stream()
                .flatMap(found ->
                        Stream.of(found.stream().firstBookedOn(), found.stream().lastBookedOn()))
                .filter(Objects::nonNull);
    }

    @Override
    public String toString() {
        return "StreamTimeline[***]";
    }

    private record Found(List<String> path, BookingStream stream) {}

    /**
     * A stream.
     *
     * @param path names of the section that it is in
     * @param bar null if the document does not give both days
     */
    record Row(
            List<String> path,
            BookingStream stream,
            @Nullable Bar bar) {}

    /** Where it lies in the whole time, in percent. */
    record Bar(double left, double width) {

        /** So that one booking can be seen. */
        private static final double LEAST = 1;

        static @Nullable Bar of(BookingStream stream, @Nullable LocalDate from, @Nullable LocalDate to) {
            LocalDate first = stream.firstBookedOn();
            LocalDate last = stream.lastBookedOn();
            if (first == null || last == null || from == null || to == null || last.isBefore(first)) {
                return null;
            }
            double whole = Math.max(1, to.toEpochDay() - from.toEpochDay());
            double left = 100 * (first.toEpochDay() - from.toEpochDay()) / whole;
            double width = 100 * (last.toEpochDay() - first.toEpochDay()) / whole;
            double seen = Math.max(LEAST, width);
            return new Bar(Math.min(left, 100 - seen), seen);
        }
    }
}
