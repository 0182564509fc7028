package dev.riskflow.report.reading;

import dev.riskflow.provider.FlowType;
import dev.riskflow.provider.Iban;
import dev.riskflow.report.parameters.PageCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * As many reports as a proof needs, planted without the service: report {@code i} was first stored {@code i} seconds
 * before {@link #NEWEST}. One in ten is of an ongoing flow; there are a thousand users, five common affinities and a rare
 * one, an indicator that a third of the reports has and one that hardly any has.
 */
public final class PlantedReports {

    /** No filter. */
    static final ReportFilter ALL = new ReportFilter(null, null, null, null, null, null, null);

    static final Instant NEWEST = Instant.parse("2026-03-31T12:00:00Z");

    /** In every thousandth report. */
    static final Iban IBAN = new Iban("DE89370400440532013000");

    private PlantedReports() {}

    /** The flows are there, as {@link dev.riskflow.environment.LoadedDatabase#plantFlows} plants them. */
    public static void plant(JdbcClient jdbc, int reports) {
        jdbc.sql("""
                        INSERT INTO risk_report (flow_id, type, user_id, version, first_stored_at, stored_at, checked_at,
                               check_not_before, period_months, account_count, owner_count, main_account_iban, currency,
                               affinity, days_in_overdraft, average_balance_one_month, average_balance_three_months,
                               average_balance_six_months, sums_currency, income_total, income_average,
                               income_regular_average, income_variable_average, expenses_average, indicators, unread)
                        SELECT md5(i::text), CASE WHEN i % 10 = 0 THEN 'ONGOING' ELSE 'ONE_TIME' END,
                               CASE WHEN i % 10 = 0 THEN 'user-' || i / 10 % 1000 END, 1,
                               CAST(:newest AS timestamptz) - i * interval '1 second', now(), now(), 'infinity', 12, 2, 1,
                               'DE89**************' || lpad((i % 10000)::text, 4, '0'), 'EUR',
                               CASE WHEN i % 5000 = 1 THEN 'RARE'
                                    ELSE (ARRAY['VERY_HIGH', 'HIGH', 'MEDIUM', 'LOW', 'VERY_LOW'])[1 + i % 5] END,
                               i % 30, 1234.56, -234.56, 562.67, 'EUR', 475945.40, 39662.12, 4808.33, 277.52, -2123.25,
                               ARRAY['gambling', 'returned_debits'], ARRAY['spending_patterns']
                          FROM generate_series(1, :reports) i
                        """)
                .param("reports", reports)
                .param("newest", NEWEST.toString())
                .update();
        jdbc.sql("""
                        INSERT INTO risk_report_search (kind, value, first_stored_at, flow_id)
                        SELECT 'IBAN', encode(sha256(flow_id::bytea), 'hex'), first_stored_at, flow_id FROM risk_report
                         UNION ALL
                        SELECT 'AFFINITY', affinity, first_stored_at, flow_id FROM risk_report
                         UNION ALL
                        SELECT kind, value, first_stored_at, r.flow_id
                          FROM (SELECT 'IBAN' AS kind, :iban AS value, generate_series(1, :reports, 1000) AS i
                                 UNION ALL SELECT 'INDICATOR', 'gambling', generate_series(1, :reports, 3)
                                 UNION ALL SELECT 'INDICATOR', 'seizure', generate_series(1, :reports, 5000)) found
                          JOIN risk_report r ON r.flow_id = md5(i::text)
                        """)
                .param("reports", reports)
                .param("iban", ReportSearch.digest(IBAN))
                .update();
        jdbc.sql("""
                        INSERT INTO risk_report_version (flow_id, version, stored_at, document, document_hash, figures)
                        SELECT flow_id, 1, stored_at, '{}', sha256('{}'::bytea), '{}' FROM risk_report
                        """).update();
    }

    /** Each of the list's filters, and some of them together. */
    static Map<String, ReportFilter> filters(int reports) {
        Instant middle = NEWEST.minus(Duration.ofSeconds(reports / 2));
        Map<String, ReportFilter> filters = new LinkedHashMap<>();
        filters.put("none", ALL);
        filters.put("user_id", filter("user-7", null, null, null, null, null, null));
        filters.put("type=one_time", filter(null, FlowType.ONE_TIME, null, null, null, null, null));
        filters.put("type=ongoing", filter(null, FlowType.ONGOING, null, null, null, null, null));
        filters.put("from", filter(null, null, middle.minusSeconds(2_000), null, null, null, null));
        filters.put("to", filter(null, null, null, middle.plusSeconds(2_000), null, null, null));
        filters.put("iban", filter(null, null, null, null, IBAN, null, null));
        filters.put("affinity, common", filter(null, null, null, null, null, "HIGH", null));
        filters.put("affinity, rare", filter(null, null, null, null, null, "RARE", null));
        filters.put("affinity, unknown", filter(null, null, null, null, null, "nobody's", null));
        filters.put("indicator, common", filter(null, null, null, null, null, null, "gambling"));
        filters.put("indicator, rare", filter(null, null, null, null, null, null, "seizure"));
        filters.put("indicator, unknown", filter(null, null, null, null, null, null, "nobody's"));
        return filters;
    }

    private static ReportFilter filter(
            @Nullable String userId,
            @Nullable FlowType type,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Iban iban,
            @Nullable String affinity,
            @Nullable String indicator) {
        return new ReportFilter(userId, type, from, to, iban, affinity, indicator);
    }

    /** Where a page ends in the middle of them. */
    static PageCursor middle(JdbcClient jdbc, int reports) {
        return Objects.requireNonNull(jdbc.sql("SELECT * FROM risk_report r WHERE flow_id = md5((:i)::text)")
                .param("i", reports / 2)
                .query((row, n) -> EnvelopeRow.read(row).place())
                .single());
    }
}
