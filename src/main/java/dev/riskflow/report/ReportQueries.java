package dev.riskflow.report;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads reports for the back office. */
@Repository
class ReportQueries {

    private static final String ENVELOPE = """
            flow_id, type, user_id, version, first_stored_at, r.stored_at, checked_at, period_months,
            account_count, owner_count, main_account_iban, currency, affinity, days_in_overdraft,
            average_balance_one_month, average_balance_three_months, average_balance_six_months,
            income_total, income_average
            """;

    private final JdbcClient jdbc;

    ReportQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. A page begins after a given report, so it stays the same while new reports arrive. */
    List<ReportEnvelope> page(int limit, @Nullable PageCursor after) {
        JdbcClient.StatementSpec statement = after == null
                ? jdbc.sql("SELECT " + ENVELOPE
                        + "FROM risk_report r ORDER BY first_stored_at DESC, flow_id DESC LIMIT :limit")
                : jdbc.sql("SELECT " + ENVELOPE + """
                                FROM risk_report r
                                WHERE (first_stored_at, flow_id) < (:storedAt, :flow)
                                ORDER BY first_stored_at DESC, flow_id DESC LIMIT :limit
                                """)
                        .param("storedAt", after.at().atOffset(ZoneOffset.UTC))
                        .param("flow", after.flowId().value());
        return statement.param("limit", limit).query((row, n) -> envelope(row)).list();
    }

    Optional<StoredReport> find(FlowId flow) {
        return jdbc.sql("SELECT " + ENVELOPE + """
                        , document FROM risk_report r JOIN risk_report_version USING (flow_id, version)
                        WHERE flow_id = :flow
                        """)
                .param("flow", flow.value())
                .query((row, n) -> new StoredReport(envelope(row), row.getString("document")))
                .optional();
    }

    private static ReportEnvelope envelope(ResultSet row) throws SQLException {
        return new ReportEnvelope(
                new FlowId(row.getString("flow_id")),
                FlowType.valueOf(row.getString("type")),
                row.getString("user_id"),
                row.getInt("version"),
                row.getObject("first_stored_at", OffsetDateTime.class).toInstant(),
                row.getObject("stored_at", OffsetDateTime.class).toInstant(),
                row.getObject("checked_at", OffsetDateTime.class).toInstant(),
                new Figures(
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
                        row.getBigDecimal("income_total"),
                        row.getBigDecimal("income_average")));
    }
}
