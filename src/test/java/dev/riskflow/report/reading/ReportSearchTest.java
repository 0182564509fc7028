package dev.riskflow.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.report.parameters.PageCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each filter, and filters together, find what a look at every report finds, page by page and in the same order. */
class ReportSearchTest {

    private static final int REPORTS = 6_000;

    private static final LoadedDatabase DATABASE = LoadedDatabase.empty();

    private final ReportSearch search = new ReportSearch(DATABASE.jdbc());

    @BeforeAll
    static void plant() {
        DATABASE.plantFlows(REPORTS);
        PlantedReports.plant(DATABASE.jdbc(), REPORTS);
        DATABASE.settle();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void everyFilterFindsWhatFits() {
        List<ReportEnvelope> all = search.page(PlantedReports.ALL, REPORTS + 1, null);
        assertThat(all)
                .hasSize(REPORTS)
                .isSortedAccordingTo(Comparator.comparing(ReportEnvelope::firstStoredAt)
                        .thenComparing(report -> report.flowId().value())
                        .reversed());
        PlantedReports.filters(REPORTS).forEach((name, filter) -> assertFinds(name, filter, all));
    }

    @Test
    void filtersTogetherFindWhatFitsThemAll() {
        List<ReportEnvelope> all = search.page(PlantedReports.ALL, REPORTS + 1, null);
        List<ReportFilter> filters = List.copyOf(PlantedReports.filters(REPORTS).values());
        for (int i = 0; i < filters.size(); i++) {
            for (int j = 0; j < i; j++) {
                ReportFilter both = both(filters.get(i), filters.get(j));
                assertFinds(i + " and " + j, both, all);
            }
        }
    }

    private void assertFinds(String name, ReportFilter filter, List<ReportEnvelope> all) {
        List<String> fitting = all.stream()
                .filter(fits(filter))
                .map(report -> report.flowId().value())
                .toList();
        assertThat(paged(filter)).as(name).isEqualTo(fitting);
    }

    private List<String> paged(ReportFilter filter) {
        List<String> found = new ArrayList<>();
        PageCursor after = null;
        do {
            List<ReportEnvelope> page = search.page(filter, 700, after);
            page.forEach(report -> found.add(report.flowId().value()));
            after = page.size() < 700 ? null : page.getLast().place();
        } while (after != null);
        return found;
    }

    /** What the rows say, without any of the search's tables or indexes in the way. */
    private static Predicate<ReportEnvelope> fits(ReportFilter filter) {
        Set<String> ofIban = flows(filter.iban() == null ? null : ReportSearch.digest(filter.iban()));
        Set<String> ofIndicator = flows(filter.indicator());
        return report -> (filter.userId() == null || filter.userId().equals(report.userId()))
                && (filter.type() == null || filter.type() == report.type())
                && (filter.from() == null || !report.firstStoredAt().isBefore(filter.from()))
                && (filter.to() == null || report.firstStoredAt().isBefore(filter.to()))
                && (filter.iban() == null || ofIban.contains(report.flowId().value()))
                && (filter.affinity() == null
                        || filter.affinity().equals(report.figures().affinity()))
                && (filter.indicator() == null
                        || ofIndicator.contains(report.flowId().value()));
    }

    private static Set<String> flows(@Nullable String value) {
        return value == null
                ? Set.of()
                : Set.copyOf(DATABASE.jdbc()
                        .sql("SELECT flow_id FROM risk_report_search WHERE value = :value AND kind <> 'AFFINITY'")
                        .param("value", value)
                        .query((row, n) -> row.getString(1))
                        .list());
    }

    private static ReportFilter both(ReportFilter one, ReportFilter other) {
        return new ReportFilter(
                one.userId() == null ? other.userId() : one.userId(),
                one.type() == null ? other.type() : one.type(),
                one.from() == null ? other.from() : one.from(),
                one.to() == null ? other.to() : one.to(),
                one.iban() == null ? other.iban() : one.iban(),
                one.affinity() == null ? other.affinity() : one.affinity(),
                one.indicator() == null ? other.indicator() : one.indicator());
    }
}
