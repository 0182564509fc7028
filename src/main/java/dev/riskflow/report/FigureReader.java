package dev.riskflow.report;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads figures out of a report (contract, "The report"). Tolerant: what is missing, renamed or of another type is
 * null, and the rest is read all the same.
 */
@Component
class FigureReader {

    /** More digits than any amount has; beyond it a number is not one that a list or chart could show. */
    private static final int MOST_DIGITS = 100;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10_000)
                            .maxNumberLength(1_000_000)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    Figures read(String json) {
        JsonNode report = mapper.readTree(json);
        JsonNode accounts = report.path("accounts");
        JsonNode main = mainAccount(accounts);
        JsonNode balance = main.path("balance");
        JsonNode average = balance.path("average");
        JsonNode income = report.path("income").path("summary");
        return new Figures(
                integer(report.path("period")),
                accounts.isArray() ? Integer.valueOf(accounts.size()) : null,
                main.path("owners").isArray()
                        ? Integer.valueOf(main.path("owners").size())
                        : null,
                masked(text(main.path("iban"))),
                text(main.path("currency")),
                text(main.path("verification_result").path("matched").path("affinity")),
                integer(balance.path("days_in_overdraft")),
                amount(average.path("one_month")),
                amount(average.path("three_months")),
                amount(average.path("six_months")),
                amount(income.path("total")),
                amount(income.path("average")));
    }

    /** The one that the provider calls main, else the only one: of several we don't choose. */
    private static JsonNode mainAccount(JsonNode accounts) {
        Stream<JsonNode> all = accounts.isArray() ? accounts.valueStream() : Stream.of();
        return all.filter(account -> account.path("is_main_account").isBoolean()
                        && account.path("is_main_account").booleanValue())
                .findFirst()
                .orElseGet(() -> accounts.isArray() && accounts.size() == 1 ? accounts.path(0) : accounts.path("none"));
    }

    private static @Nullable String text(JsonNode node) {
        // PostgreSQL's text can't hold U+0000; in the document itself it stays, as an escape.
        return node.isString() && node.stringValue().indexOf('\0') < 0 ? node.stringValue() : null;
    }

    private static @Nullable Integer integer(JsonNode node) {
        return node.isNumber() && node.canConvertToInt() && node.isIntegralNumber() ? node.intValue() : null;
    }

    private static @Nullable BigDecimal amount(JsonNode node) {
        if (!node.isNumber()) {
            return null;
        }
        BigDecimal amount = node.decimalValue();
        boolean showable = amount.precision() <= MOST_DIGITS && Math.abs((long) amount.scale()) <= MOST_DIGITS;
        return showable ? amount : null;
    }

    private static @Nullable String masked(@Nullable String iban) {
        if (iban == null) {
            return null;
        }
        String compact = iban.replace(" ", "");
        return compact.length() < 12
                ? "*".repeat(compact.length())
                : compact.substring(0, 4) + "*".repeat(compact.length() - 8) + compact.substring(compact.length() - 4);
    }
}
