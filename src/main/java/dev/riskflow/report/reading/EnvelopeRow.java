package dev.riskflow.report.reading;

import dev.riskflow.StoredTime;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.content.Figures;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code risk_report r}. */
final class EnvelopeRow {

    static final String COLUMNS = """
            r.flow_id, r.type, r.user_id, r.version, r.first_stored_at, r.stored_at, r.checked_at, r.period_months,
            r.account_count, r.owner_count, r.main_account_iban, r.currency, r.affinity, r.days_in_overdraft,
            r.average_balance_one_month, r.average_balance_three_months, r.average_balance_six_months,
            r.sums_currency, r.income_total, r.income_average, r.income_regular_average, r.income_variable_average,
            r.expenses_average, r.surplus, r.indicators, r.unread
            """;

    private EnvelopeRow() {}

    static ReportEnvelope read(ResultSet row) throws SQLException {
        return new ReportEnvelope(
                new FlowId(row.getString("flow_id")),
                FlowType.valueOf(row.getString("type")),
                row.getString("user_id"),
                row.getInt("version"),
                StoredTime.read(row, "first_stored_at"),
                StoredTime.read(row, "stored_at"),
                StoredTime.read(row, "checked_at"),
                figures(row),
                texts(row, "unread"));
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                row.getObject("period_months", Integer.class),
                row.getObject("account_count", Integer.class),
                row.getObject("owner_count", Integer.class),
                row.getString("main_account_iban"),
                row.getString("currency"),
                row.getString("affinity"),
                row.getObject("days_in_overdraft", Integer.class),
                row.getBigDecimal("average_balance_one_month"),
                row.getBigDecimal("average_balance_three_months"),
                row.getBigDecimal("average_balance_six_months"),
                row.getString("sums_currency"),
                row.getBigDecimal("income_total"),
                row.getBigDecimal("income_average"),
                row.getBigDecimal("income_regular_average"),
                row.getBigDecimal("income_variable_average"),
                row.getBigDecimal("expenses_average"),
                row.getBigDecimal("surplus"),
                texts(row, "indicators"));
    }

    static @Nullable List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? null : List.of((String[]) array.getArray());
    }
}
