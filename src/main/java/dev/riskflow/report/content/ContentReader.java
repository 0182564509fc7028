package dev.riskflow.report.content;

import dev.riskflow.provider.Iban;
import dev.riskflow.report.content.ReportContent.Account;
import dev.riskflow.report.content.ReportContent.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a report (contract, "The report"). Tolerant: what is missing is null, what is renamed or of another type is null
 * and named as unread, and the rest is read all the same.
 */
@Component
public class ContentReader {

    private static final Set<String> PLAIN = Set.of("id", "period", "accounts", "income", "surplus");

    /** The contract leaves open what these two sections are called; the first name that is there counts. */
    private static final List<String> EXPENSES =
            List.of("expenses", "expense", "expenditures", "expenditure", "spending");

    private static final List<String> INDICATORS =
            List.of("risk_indicators", "risk_indicator", "indicators", "risk_flags", "risks", "risk");

    /**
     * A tree takes up to thirty times the room of its text: one of 20 MB would end the process, and that of each start
     * after it. A report has some thousands.
     */
    static final int MOST_TOKENS = 1_000_000;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .maxNestingDepth(10_000)
                            .maxNumberLength(1_000_000)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public ReportContent read(String json) {
        JsonNode tree = tree(json);
        return tree == null ? ReportContent.NOTHING : read(tree);
    }

    /** What lists, charts and the search need. */
    public Extract extract(String json) {
        JsonNode tree = tree(json);
        if (tree == null) {
            return Extract.NOTHING;
        }
        ReportContent content = read(tree);
        return new Extract(Figures.of(content), content.unread(), ibans(tree));
    }

    /** Null where there is no end to it, or to its oddness. */
    private @Nullable JsonNode tree(String json) {
        try (JsonParser parser = new ForgivingParser(mapper.createParser(json))) {
            return mapper.readTree(parser);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static ReportContent read(JsonNode tree) {
        UnreadPaths unread = new UnreadPaths();
        Field report = new Field(tree, "", unread);
        String expenses = first(EXPENSES, report);
        String indicators = first(INDICATORS, report);
        Set<String> others = new LinkedHashSet<>(report.names());
        others.removeIf(name -> PLAIN.contains(name) || name.equals(expenses) || name.equals(indicators));
        List<Account> accounts = AccountReader.accounts(report.get("accounts"));
        return new ReportContent(
                report.get("period").integer(),
                accounts,
                commonCurrency(accounts),
                SectionReader.section("income", report.get("income")),
                expenses == null ? null : SectionReader.section(expenses, report.get(expenses)),
                otherSections(report, others),
                SectionReader.surplus(report.get("surplus")),
                indicators == null ? null : IndicatorReader.indicators(report.get(indicators)),
                unread.list());
    }

    private static List<Section> otherSections(Field report, Set<String> names) {
        List<Section> sections = new ArrayList<>();
        for (String name : names) {
            Field field = report.get(name);
            Section section = SectionReader.isShapedLikeOne(field) ? SectionReader.section(name, field) : null;
            if (section == null) {
                field.skip();
            } else {
                sections.add(section);
            }
        }
        return sections;
    }

    /** What the accounts agree on. */
    private static @Nullable String commonCurrency(@Nullable List<Account> accounts) {
        if (accounts == null || accounts.isEmpty()) {
            return null;
        }
        String first = accounts.getFirst().currency();
        return first != null && accounts.stream().map(Account::currency).allMatch(Predicate.isEqual(first))
                ? first
                : null;
    }

    /** Of all accounts; what is not shaped like one can't be searched for. */
    private static Set<Iban> ibans(JsonNode tree) {
        Set<Iban> ibans = new LinkedHashSet<>();
        JsonNode accounts = tree.path("accounts");
        if (accounts.isArray()) {
            accounts.valueStream()
                    .map(account -> account.path("iban"))
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .filter(Iban::isShapedLike)
                    .forEach(iban -> ibans.add(new Iban(iban)));
        }
        return ibans;
    }

    private static @Nullable String first(List<String> wanted, Field report) {
        return wanted.stream()
                .filter(name -> report.get(name).isThere())
                .findFirst()
                .orElse(null);
    }
}
