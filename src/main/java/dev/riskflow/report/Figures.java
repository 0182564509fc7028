package dev.riskflow.report;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What lists and charts need of a report, read from its document. Null is "the document does not say", never zero.
 * Amounts are in {@code currency}, with the provider's own scale.
 *
 * @param periodMonths months of history that the report covers
 * @param accountCount accounts in the report
 * @param ownerCount owners of the main account
 * @param mainAccountIban masked: country, check digits and the last four characters
 * @param currency of the main account, ISO 4217
 * @param affinity how well the account holder's name matches the given one, in the provider's words
 * @param daysInOverdraft of the main account
 * @param averageBalanceOneMonth of the main account, as the two that follow
 * @param incomeTotal the provider's own total over the period, as the average that follows
 */
record Figures(
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
        @Nullable BigDecimal incomeTotal,
        @Nullable BigDecimal incomeAverage) {

    @Override
    public String toString() {
        return "Figures[***]";
    }
}
