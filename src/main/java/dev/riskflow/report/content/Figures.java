package dev.riskflow.report.content;

import dev.riskflow.report.content.ReportContent.Account;
import dev.riskflow.report.content.ReportContent.Indicator;
import dev.riskflow.report.content.ReportContent.Section;
import dev.riskflow.report.content.ReportContent.Summary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What lists and charts need of a report, read from its document. Null is "the document does not say", never zero. The
 * provider's own figures, with its own scale: nothing is added up, and they need not add up.
 *
 * @param periodMonths months of history that the report covers
 * @param accountCount accounts in the report
 * @param ownerCount owners of the main account
 * @param mainAccountIban masked: country, check digits and the last four characters
 * @param currency of the main account, ISO 4217; its balances are in it
 * @param affinity how well the account holder's name matches the given one, in the provider's words
 * @param daysInOverdraft of the main account
 * @param averageBalanceOneMonth of the main account, as the two that follow
 * @param sumsCurrency of all amounts that follow: what all accounts agree on; null if their currencies differ
 * @param incomeTotal over the period
 * @param incomeAverage per month, as the next two; the regular and the variable part need not add up to it
 * @param expensesAverage per month; with the provider's sign
 * @param surplus only if the provider gives one; it is not computed
 * @param indicators names of the risk indicators that the provider says are present, in its order; empty if it says of
 *     each that it is not
 */
public record Figures(
        @Nullable Integer periodMonths,
        @Nullable Integer accountCount,
        @Nullable Integer ownerCount,
        @Nullable String mainAccountIban,
        @Nullable String currency,
        @Nullable String affinity,
        @Nullable Integer daysInOverdraft,
        @Nullable BigDecimal averageBalanceOneMonth,
        @Nullable BigDecimal averageBalanceThreeMonths,
        @Nullable BigDecimal averageBalanceSixMonths,
        @Nullable String sumsCurrency,
        @Nullable BigDecimal incomeTotal,
        @Nullable BigDecimal incomeAverage,
        @Nullable BigDecimal incomeRegularAverage,
        @Nullable BigDecimal incomeVariableAverage,
        @Nullable BigDecimal expensesAverage,
        @Nullable BigDecimal surplus,
        @Nullable List<String> indicators) {

    static final Figures NONE = new Figures(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** More than any list shows; each is a row of the search. */
    private static final int MOST_INDICATORS = 100;

    static Figures of(ReportContent content) {
        Account main = content.mainAccount().orElse(null);
        List<Account> accounts = content.accounts();
        Section income = content.income();
        Summary incomeSummary = income == null ? null : income.summary();
        return new Figures(
                content.periodMonths(),
                accounts == null ? null : Integer.valueOf(accounts.size()),
                main == null || main.owners() == null
                        ? null
                        : Integer.valueOf(main.owners().size()),
                main == null ? null : main.maskedIban(),
                main == null ? null : main.currency(),
                main == null ? null : main.affinity(),
                main == null ? null : main.daysInOverdraft(),
                main == null ? null : main.averageBalanceOneMonth(),
                main == null ? null : main.averageBalanceThreeMonths(),
                main == null ? null : main.averageBalanceSixMonths(),
                content.sumsCurrency(),
                incomeSummary == null ? null : incomeSummary.total(),
                incomeSummary == null ? null : incomeSummary.average(),
                averageOf(income, "regular"),
                averageOf(income, "variable"),
                content.expenses() == null ? null : content.expenses().average(),
                content.surplus(),
                present(content.indicators()));
    }

    private static @Nullable BigDecimal averageOf(@Nullable Section section, String part) {
        return section == null ? null : section.part(part).map(Section::average).orElse(null);
    }

    private static @Nullable List<String> present(@Nullable List<Indicator> indicators) {
        if (indicators == null) {
            return null;
        }
        List<String> present = indicators.stream()
                .filter(indicator -> Boolean.TRUE.equals(indicator.present()))
                .map(Indicator::name)
                .distinct()
                .limit(MOST_INDICATORS)
                .toList();
        boolean saysOfEach = indicators.stream().map(Indicator::present).allMatch(Objects::nonNull);
        return present.isEmpty() && !saysOfEach ? null : present;
    }

    @Override
    public String toString() {
        return "Figures[***]";
    }
}
