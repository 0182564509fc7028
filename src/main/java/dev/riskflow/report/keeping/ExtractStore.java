package dev.riskflow.report.keeping;

import dev.riskflow.provider.FlowId;
import dev.riskflow.report.content.Extract;
import dev.riskflow.report.content.Figures;
import dev.riskflow.report.content.KeptFigures;
import dev.riskflow.report.reading.ReportSearch;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes what was read out of documents. */
@Repository
class ExtractStore {

    private final JdbcClient jdbc;

    ExtractStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a version's figures; and if it is the latest, also for the list and the search: one statement, which commits by
     * itself. The report's row is locked first, as by a new version, whose figures these would not be.
     *
     * <p>What the search is to find by stays where it is if it is there already, so that no row is deleted and added by the
     * same statement.
     */
    void keep(FlowId flow, int version, Extract extract) {
        Figures figures = extract.figures();
        jdbc.sql("""
                        WITH latest AS (
                            UPDATE risk_report
                               SET period_months = :periodMonths, account_count = :accountCount,
                                   owner_count = :ownerCount, main_account_iban = :mainAccountIban,
                                   currency = :currency, affinity = :affinity, days_in_overdraft = :daysInOverdraft,
                                   average_balance_one_month = :averageBalanceOneMonth,
                                   average_balance_three_months = :averageBalanceThreeMonths,
                                   average_balance_six_months = :averageBalanceSixMonths,
                                   sums_currency = :sumsCurrency,
                                   income_total = :incomeTotal, income_average = :incomeAverage,
                                   income_regular_average = :incomeRegularAverage,
                                   income_variable_average = :incomeVariableAverage,
                                   expenses_average = :expensesAverage, surplus = :surplus,
                                   indicators = :indicators, unread = :unread
                             WHERE flow_id = :flow AND version = :version
                            RETURNING flow_id, first_stored_at),
                        found AS (
                            SELECT DISTINCT kind, value, first_stored_at, flow_id
                              FROM latest,
                                   (SELECT 'IBAN' AS kind, unnest(CAST(:ibans AS text[])) AS value
                                     UNION ALL SELECT 'INDICATOR', unnest(CAST(:indicators AS text[]))
                                     UNION ALL SELECT 'AFFINITY', CAST(:affinity AS text)) AS told
                             WHERE value IS NOT NULL),
                        forgotten AS (
                            DELETE FROM risk_report_search s USING latest
                             WHERE s.flow_id = latest.flow_id
                               AND NOT EXISTS (SELECT FROM found WHERE found.kind = s.kind AND found.value = s.value)),
                        indexed AS (
                            INSERT INTO risk_report_search (kind, value, first_stored_at, flow_id)
                            SELECT kind, value, first_stored_at, flow_id FROM found
                                ON CONFLICT DO NOTHING)
                        UPDATE risk_report_version v SET figures = :figures
                          FROM (SELECT count(*) FROM latest) AS locked
                         WHERE v.flow_id = :flow AND v.version = :version
                        """)
                .param("flow", flow.value())
                .param("version", version)
                .param("figures", KeptFigures.json(extract))
                .param(
                        "ibans",
                        array(extract.ibans().stream().map(ReportSearch::digest).toList()))
                .param("periodMonths", figures.periodMonths())
                .param("accountCount", figures.accountCount())
                .param("ownerCount", figures.ownerCount())
                .param("mainAccountIban", figures.mainAccountIban())
                .param("currency", figures.currency())
                .param("affinity", figures.affinity())
                .param("daysInOverdraft", figures.daysInOverdraft())
                .param("averageBalanceOneMonth", figures.averageBalanceOneMonth())
                .param("averageBalanceThreeMonths", figures.averageBalanceThreeMonths())
                .param("averageBalanceSixMonths", figures.averageBalanceSixMonths())
                .param("sumsCurrency", figures.sumsCurrency())
                .param("incomeTotal", figures.incomeTotal())
                .param("incomeAverage", figures.incomeAverage())
                .param("incomeRegularAverage", figures.incomeRegularAverage())
                .param("incomeVariableAverage", figures.incomeVariableAverage())
                .param("expensesAverage", figures.expensesAverage())
                .param("surplus", figures.surplus())
                .param("indicators", figures.indicators() == null ? null : array(figures.indicators()))
                .param("unread", array(extract.unread()))
                .update();
    }

    /** The search finds it no more. */
    void forget(FlowId flow) {
        jdbc.sql("DELETE FROM risk_report_search WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update();
    }

    /** Versions whose figures nobody has kept yet, and that are not just being read. */
    List<Unread> unread(int most) {
        return jdbc.sql("""
                        SELECT flow_id, version FROM risk_report_version
                         WHERE figures IS NULL AND stored_at < clock_timestamp() - interval '1 minute'
                         ORDER BY flow_id, version LIMIT
                        """ + most)
                .query((row, n) -> new Unread(new FlowId(row.getString("flow_id")), row.getInt("version")))
                .list();
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    /** A version that nobody has read yet. */
    record Unread(FlowId flow, int version) {}
}
