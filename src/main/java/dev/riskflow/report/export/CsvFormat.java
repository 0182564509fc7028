package dev.riskflow.report.export;

import dev.riskflow.report.content.Figures;
import dev.riskflow.report.reading.ReportEnvelope;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Comma-separated values (RFC 4180), with a header row, in UTF-8. An empty cell is "the document does not say". */
record CsvFormat() implements ExportFormat {

    static final String TYPE = "text/csv";

    private static final List<String> COLUMNS = List.of(
            "flow_id",
            "type",
            "user_id",
            "version",
            "first_stored_at",
            "stored_at",
            "checked_at",
            "period_months",
            "account_count",
            "owner_count",
            "main_account_iban",
            "currency",
            "affinity",
            "days_in_overdraft",
            "average_balance_one_month",
            "average_balance_three_months",
            "average_balance_six_months",
            "sums_currency",
            "income_total",
            "income_average",
            "income_regular_average",
            "income_variable_average",
            "expenses_average",
            "surplus",
            "indicators",
            "unread_sections");

    @Override
    public void describe(HttpHeaders headers) {
        headers.setContentType(new MediaType(MediaType.parseMediaType(TYPE), StandardCharsets.UTF_8));
        headers.setContentDisposition(
                ContentDisposition.attachment().filename("risk-reports.csv").build());
    }

    @Override
    public void begin(Writer out) throws IOException {
        out.write(String.join(",", COLUMNS));
        out.write("\r\n");
    }

    @Override
    public void write(ReportEnvelope report, Writer out) throws IOException {
        Figures figures = report.figures();
        CsvRow row = new CsvRow();
        row.text(report.flowId().value())
                .text(report.type().text())
                .text(report.userId())
                .number(report.version())
                .time(report.firstStoredAt())
                .time(report.storedAt())
                .time(report.checkedAt())
                .number(figures.periodMonths())
                .number(figures.accountCount())
                .number(figures.ownerCount())
                .text(figures.mainAccountIban())
                .text(figures.currency())
                .text(figures.affinity())
                .number(figures.daysInOverdraft())
                .amount(figures.averageBalanceOneMonth())
                .amount(figures.averageBalanceThreeMonths())
                .amount(figures.averageBalanceSixMonths())
                .text(figures.sumsCurrency())
                .amount(figures.incomeTotal())
                .amount(figures.incomeAverage())
                .amount(figures.incomeRegularAverage())
                .amount(figures.incomeVariableAverage())
                .amount(figures.expensesAverage())
                .amount(figures.surplus())
                .texts(figures.indicators())
                .texts(report.unread());
        out.write(row.line());
    }
}
