package dev.riskflow.report;

import dev.riskflow.provider.FlowId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Writes what was read out of documents. */
@Repository
class ExtractStore {

    private final JdbcClient jdbc;

    ExtractStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a version's figures; and if it is the latest, also for the list and the search. The report's row is locked
     * first, as by a new version, whose figures these would not be.
     */
    @Transactional
    public void keep(FlowId flow, int version, Extract extract) {
        if (keepLatest(flow, version, extract)) {
            forget(flow);
            index(flow, extract);
        }
        jdbc.sql("""
                        UPDATE risk_report_version SET figures = :figures WHERE flow_id = :flow AND version = :version
                        """)
                .param("flow", flow.value())
                .param("version", version)
                .param("figures", KeptFigures.json(extract))
                .update();
    }

    /** The search finds it no more. */
    void forget(FlowId flow) {
        jdbc.sql("DELETE FROM risk_report_search WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update();
    }

    private void index(FlowId flow, Extract extract) {
        Figures figures = extract.figures();
        jdbc.sql("""
                        INSERT INTO risk_report_search (kind, value, first_stored_at, flow_id)
                        SELECT kind, value, first_stored_at, flow_id
                          FROM risk_report,
                               (SELECT 'IBAN' AS kind, unnest(:ibans) AS value
                                 UNION ALL SELECT 'INDICATOR', unnest(:indicators)
                                 UNION ALL SELECT 'AFFINITY', CAST(:affinity AS text)) found
                         WHERE flow_id = :flow AND value IS NOT NULL
                        """)
                .param("flow", flow.value())
                .param(
                        "ibans",
                        array(extract.ibans().stream().map(ReportSearch::digest).toList()))
                .param("indicators", array(figures.indicators() == null ? List.of() : figures.indicators()))
                .param("affinity", figures.affinity())
                .update();
    }

    /** Unless a newer version has come meanwhile, whose figures these are not. */
    private boolean keepLatest(FlowId flow, int version, Extract extract) {
        Figures figures = extract.figures();
        return jdbc.sql("""
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
                                """)
                        .param("flow", flow.value())
                        .param("version", version)
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
                        .update()
                == 1;
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
