package dev.riskflow.benchmark.floor;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.content.Figures;
import dev.riskflow.report.parameters.PageCursor;
import dev.riskflow.report.reading.ReportEnvelope;
import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Reads reports, and fetches them again. The answers have the same members as the service's. */
@Profile(FloorApplication.PROFILE)
@RestController
@RequestMapping("/risk-reports")
class FloorReports {

    private static final int PAGE = 50;

    private static final String COLUMNS = """
            flow_id, type, user_id, first_stored_at, stored_at, checked_at, period_months, account_count, owner_count,
            main_account_iban, currency, affinity, days_in_overdraft, average_balance_one_month,
            average_balance_three_months, average_balance_six_months, income_total, income_average,
            income_regular_average, income_variable_average, expenses_average, indicators
            """;

    private final JdbcClient jdbc;
    private final FloorStore store;
    private final FloorProvider provider;

    FloorReports(JdbcClient jdbc, FloorStore store, FloorProvider provider) {
        this.jdbc = jdbc;
        this.store = store;
        this.provider = provider;
    }

    @GetMapping
    Page list(Principal reader) {
        List<ReportEnvelope> rows = jdbc.sql("SELECT " + COLUMNS
                        + " FROM report ORDER BY first_stored_at DESC, flow_id DESC LIMIT " + (PAGE + 1))
                .query((row, n) -> envelope(row))
                .list();
        note(
                reader,
                "LIST",
                rows.stream()
                        .limit(PAGE)
                        .map(ReportEnvelope::flowId)
                        .map(FlowId::value)
                        .toArray(String[]::new));
        if (rows.size() <= PAGE) {
            return new Page(rows, null);
        }
        ReportEnvelope last = rows.get(PAGE - 1);
        return new Page(rows.subList(0, PAGE), new PageCursor(last.firstStoredAt(), last.flowId()).toString());
    }

    @GetMapping("/{flow_id}")
    Report read(@PathVariable("flow_id") String flowId, Principal reader) {
        Report report = jdbc.sql("SELECT " + COLUMNS + ", document FROM report WHERE flow_id = :flow")
                .param("flow", flowId)
                .query((row, n) -> new Report(envelope(row), row.getString("document")))
                .optional()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        note(reader, "REPORT", flowId);
        return report;
    }

    /** Who was shown which report, stored before it is shown. */
    private void note(Principal reader, String action, String... flows) {
        jdbc.sql("INSERT INTO access_log (actor, action, flow_ids) VALUES (:actor, :action, :flows)")
                .param("actor", reader.getName())
                .param("action", action)
                .param("flows", flows)
                .update();
    }

    /** With a rotation, if the access token is too old. */
    @PostMapping("/{flow_id}/refresh")
    Report refresh(@PathVariable("flow_id") String flowId, Principal reader) {
        FloorStore.Kept kept =
                store.findTokens(flowId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String access = kept.access();
        if (!kept.fresh()) {
            FloorProvider.Tokens tokens = provider.refresh(kept.refresh());
            store.replaceTokens(flowId, tokens);
            access = tokens.accessToken();
        }
        String document = provider.report(flowId, access);
        jdbc.sql("""
                        UPDATE report
                           SET stored_at = CASE WHEN document_hash = :hash THEN stored_at ELSE clock_timestamp() END,
                               checked_at = clock_timestamp(), document = :document, document_hash = :hash
                         WHERE flow_id = :flow
                        """)
                .param("flow", flowId)
                .param("document", document)
                .param("hash", FloorFlows.hash(document))
                .update();
        return read(flowId, reader);
    }

    private static ReportEnvelope envelope(ResultSet row) throws SQLException {
        return new ReportEnvelope(
                new FlowId(row.getString("flow_id")),
                FlowType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getString("user_id"),
                1,
                time(row, "first_stored_at"),
                time(row, "stored_at"),
                time(row, "checked_at"),
                figures(row),
                List.of());
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
                row.getString("currency"),
                row.getBigDecimal("income_total"),
                row.getBigDecimal("income_average"),
                row.getBigDecimal("income_regular_average"),
                row.getBigDecimal("income_variable_average"),
                row.getBigDecimal("expenses_average"),
                null,
                List.of((String[]) row.getArray("indicators").getArray()));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A page. */
    record Page(List<ReportEnvelope> reports, @Nullable String nextCursor) {}

    /** One with its document. */
    record Report(
            @JsonUnwrapped ReportEnvelope envelope,
            @JsonRawValue String document) {

        @Override
        public String toString() {
            return "Report[" + envelope.flowId() + "]";
        }
    }
}
