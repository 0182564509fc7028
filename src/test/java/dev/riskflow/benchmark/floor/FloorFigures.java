package dev.riskflow.benchmark.floor;

import dev.riskflow.report.content.Figures;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same figures as the service's, read from a document that is as it should be. */
record FloorFigures(Figures figures, List<String> ibans) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static FloorFigures of(String document) {
        JsonNode report = JSON.readTree(document);
        JsonNode accounts = report.path("accounts");
        JsonNode main = accounts.path(0);
        JsonNode average = main.path("balance").path("average");
        JsonNode income = report.path("income");
        List<String> indicators = report.path("risk_indicators")
                .propertyStream()
                .filter(indicator -> indicator.getValue().path("present").asBoolean(false))
                .map(java.util.Map.Entry::getKey)
                .toList();
        Figures figures = new Figures(
                report.path("period").asInt(),
                accounts.size(),
                main.path("owners").size(),
                masked(main.path("iban").asString("")),
                main.path("currency").asString(null),
                main.path("verification_result")
                        .path("matched")
                        .path("affinity")
                        .asString(null),
                main.path("balance").path("days_in_overdraft").asInt(),
                decimal(average.path("one_month")),
                decimal(average.path("three_months")),
                decimal(average.path("six_months")),
                main.path("currency").asString(null),
                decimal(income.path("summary").path("total")),
                decimal(income.path("summary").path("average")),
                decimal(income.path("regular").path("summary").path("average")),
                decimal(income.path("variable").path("summary").path("average")),
                decimal(report.path("expenses").path("summary").path("average")),
                null,
                indicators);
        List<String> ibans = StreamSupport.stream(accounts.spliterator(), false)
                .map(account -> account.path("iban").asString(""))
                .toList();
        return new FloorFigures(figures, ibans);
    }

    private static String masked(String iban) {
        return iban.length() < 8 ? "" : iban.substring(0, 4) + "…" + iban.substring(iban.length() - 4);
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    @Override
    public String toString() {
        return "FloorFigures[***]";
    }
}
