package dev.riskflow.flow.office;

import dev.riskflow.flow.FlowStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what became of the flows of the last days. It reads each of them once, and no older one: what it costs follows
 * how many flows a fortnight has, and not how many there are.
 */
@Component
public class RecentFlows {

    /** Today and the thirteen days before. */
    private static final int DAYS = 14;

    /**
     * The flows since a moment. Each client, type and status has its own part of the index flow_newest, ordered by time;
     * one read of the end of each part finds them all. There are as many parts as clients, times 16. OFFSET 0 keeps the
     * planner from reading the parts as one table; the moment is no parameter, so that it knows how few rows they are.
     */
    private static final String RECENT = """
            WITH RECURSIVE clients (client) AS (
                SELECT min(client) FROM flow
                UNION ALL
                SELECT (SELECT min(client) FROM flow WHERE client > clients.client)
                  FROM clients WHERE clients.client IS NOT NULL),
            recent AS MATERIALIZED (
                SELECT f.*
                  FROM clients
                 CROSS JOIN (VALUES ('ONE_TIME'), ('ONGOING')) types (type)
                 CROSS JOIN (VALUES ('AWAITING_USER'), ('AWAITING_CONFIRMATION'), ('AUTHORIZED'), ('FETCHING'),
                                    ('COMPLETED'), ('CANCELLED'), ('FAILED'), ('EXPIRED')) statuses (status)
                 CROSS JOIN LATERAL (
                     SELECT flow_id, status, created_at, returned_at FROM flow
                      WHERE client = clients.client AND type = types.type AND status = statuses.status
                        AND created_at >= '%s' OFFSET 0) f)
            """;

    /** Whether it was ever there, and when first: looked up flow by flow, however many others have been. */
    private static final String REACHED =
            " LEFT JOIN LATERAL (SELECT at FROM flow_transition t WHERE t.flow_id = recent.flow_id AND t.status = '%s'"
                    + " ORDER BY seq LIMIT 1) reached ON true ";

    private final JdbcClient jdbc;
    private final Clock clock;

    RecentFlows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of the fortnight that ends today. */
    public FlowStatistics statistics() {
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1);
        List<Count> counts = counts(first);
        return new FlowStatistics(days(first, counts), funnel(counts), timeToReport(first));
    }

    private List<Count> counts(LocalDate first) {
        return jdbc.sql(RECENT.formatted(start(first)) + """
                        SELECT (created_at AT TIME ZONE 'UTC')::date AS day, status, count(*) AS flows,
                               count(returned_at) AS returned, count(reached.at) AS exchanged
                          FROM recent
                        """ + REACHED.formatted("FETCHING") + "GROUP BY day, status")
                .query((row, n) -> Count.of(row))
                .list();
    }

    private FlowStatistics.@Nullable TimeToReport timeToReport(LocalDate first) {
        return jdbc.sql(RECENT.formatted(start(first)) + """
                        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
                               percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS p95
                          FROM recent
                        """ + REACHED.formatted("COMPLETED") + """
                         CROSS JOIN LATERAL (SELECT extract(epoch FROM reached.at - returned_at)::float8) time (seconds)
                         WHERE status = 'COMPLETED'
                        HAVING count(seconds) > 0
                        """)
                .query((row, n) -> new FlowStatistics.TimeToReport(seconds(row, "median"), seconds(row, "p95")))
                .optional()
                .orElse(null);
    }

    private static List<FlowStatistics.Day> days(LocalDate first, List<Count> counts) {
        Map<LocalDate, List<Count>> byDay = counts.stream().collect(Collectors.groupingBy(Count::day));
        return first.datesUntil(first.plusDays(DAYS))
                .map(day -> day(day, byDay.getOrDefault(day, List.of())))
                .toList();
    }

    private static FlowStatistics.Day day(LocalDate day, List<Count> counts) {
        return new FlowStatistics.Day(
                day,
                sum(counts, Count::flows, FlowStatus.COMPLETED),
                sum(counts, Count::flows, FlowStatus.CANCELLED),
                sum(counts, Count::flows, FlowStatus.FAILED),
                sum(counts, Count::flows, FlowStatus.EXPIRED),
                sum(
                        counts,
                        Count::flows,
                        FlowStatus.AWAITING_USER,
                        FlowStatus.AWAITING_CONFIRMATION,
                        FlowStatus.AUTHORIZED,
                        FlowStatus.FETCHING));
    }

    private static FlowStatistics.Funnel funnel(List<Count> counts) {
        return new FlowStatistics.Funnel(
                sum(counts, Count::flows, FlowStatus.values()),
                sum(counts, Count::returned, FlowStatus.values()),
                sum(counts, Count::exchanged, FlowStatus.values()),
                sum(counts, Count::flows, FlowStatus.COMPLETED));
    }

    private static long sum(List<Count> counts, ToLongFunction<Count> what, FlowStatus... of) {
        Set<FlowStatus> statuses = Set.of(of);
        return counts.stream()
                .filter(count -> statuses.contains(count.status()))
                .mapToLong(what)
                .sum();
    }

    private static OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static Duration seconds(ResultSet row, String column) throws SQLException {
        return Duration.ofMillis(Math.round(row.getDouble(column) * 1000));
    }

    private record Count(LocalDate day, FlowStatus status, long flows, long returned, long exchanged) {

        static Count of(ResultSet row) throws SQLException {
            return new Count(
                    row.getObject("day", LocalDate.class),
                    FlowStatus.valueOf(row.getString("status")),
                    row.getLong("flows"),
                    row.getLong("returned"),
                    row.getLong("exchanged"));
        }
    }
}
