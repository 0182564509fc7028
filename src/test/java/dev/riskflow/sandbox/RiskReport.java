package dev.riskflow.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report of a flow (contract, "The report"): computed from the flow, so that it is the same text each time and takes
 * no memory.
 *
 * @param revision how often the data were synchronized anew
 */
record RiskReport(String flowId, FlowTerms terms, List<Integer> chosen, Instant finishedAt, int revision) {

    String text() {
        List<BankAccount> portfolio = Portfolio.of(flowId, terms);
        List<BankAccount> accounts = chosen.stream().map(portfolio::get).toList();
        LocalDate today = LocalDate.ofInstant(finishedAt, ZoneOffset.UTC);
        boolean giro = accounts.stream().anyMatch(account -> account.type().equals("Giro account"));
        Household household = new Household(flowId, revision, today, terms.reportingPeriod(), giro);
        return Json.write(Json.object(
                "id", flowId,
                "period", terms.reportingPeriod(),
                "accounts", accounts(accounts, today),
                "income", income(household),
                "fixed_costs", BookingStream.section(household.fixedCosts(), terms.reportingPeriod()),
                "expenses", expenses(household),
                "risk_indicators", indicators(household),
                "spending_patterns", patterns()));
    }

    private List<Object> accounts(List<BankAccount> accounts, LocalDate today) {
        Dice dice = new Dice("balances " + flowId + " " + revision);
        List<Object> documents = new ArrayList<>();
        for (BankAccount account : accounts) {
            documents.add(Json.object(
                    "name", account.name(),
                    "type", account.type(),
                    "owners", account.owners(),
                    "iban", account.iban(),
                    "currency", "EUR",
                    "is_jointly_managed", account.isJoint(),
                    "is_main_account", documents.isEmpty(),
                    "last_transaction_on", today.minusDays(dice.between(0, 4)).toString(),
                    "balance", balance(dice),
                    "verification_result", verification(account)));
        }
        return documents;
    }

    private static Map<String, Object> balance(Dice dice) {
        Object average = Json.object(
                "one_month", dice.amount(-400, 5_200),
                "three_months", dice.amount(-300, 4_800),
                "six_months", dice.amount(-200, 4_500));
        return Json.object("days_in_overdraft", dice.chance(60) ? 0 : dice.between(1, 48), "average", average);
    }

    /** Only there when a name was given. */
    private @Nullable Object verification(BankAccount account) {
        String given = terms.name();
        if (given == null) {
            return null;
        }
        String owner = account.owners().getFirst();
        Affinity affinity = Affinity.between(given, owner);
        return Json.object(
                "provided", Json.object("name", given),
                "matched", Json.object("name", owner, "affinity", affinity.name()));
    }

    private Object income(Household household) {
        return flows(household.regularIncome(), household.variableIncome());
    }

    private Object expenses(Household household) {
        return flows(household.regularExpenses(), household.variableExpenses());
    }

    private Object flows(List<BookingStream> regular, List<BookingStream> variable) {
        List<BookingStream> all = new ArrayList<>(regular);
        all.addAll(variable);
        return Json.object(
                "summary", BookingStream.summary(BookingStream.allBookings(all), terms.reportingPeriod()),
                "regular", BookingStream.section(regular, terms.reportingPeriod()),
                "variable", BookingStream.section(variable, terms.reportingPeriod()));
    }

    private static Object indicators(Household household) {
        return Json.object(
                "gambling",
                        household
                                .indicator("gambling", "Glücksspiel", 15, 10, 120)
                                .json(),
                "debt_collection",
                        household
                                .indicator("debt_collection", "Inkasso", 12, 40, 310)
                                .json(),
                "returned_debits",
                        household
                                .indicator("returned_debits", "Rücklastschriften", 25, 15, 160)
                                .json(),
                "seizure",
                        household.indicator("seizure", "Pfändung", 4, 100, 600).json());
    }

    /** A section that no paper describes: the provider adds such without asking. */
    private Object patterns() {
        Dice dice = new Dice("patterns " + flowId + " " + revision);
        return Json.object(
                "model",
                "2.4",
                "weekend_share",
                dice.amount(0, 1),
                "largest_single_expense",
                dice.amount(200, 2_400).negate(),
                "volatility",
                new BigDecimal("0.150"));
    }
}
