package dev.riskflow.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The user's accounts at the mock bank: the same for the same flow, the preselected ones first. */
final class Portfolio {

    private static final List<String> STRANGERS =
            List.of("Mara Lindqvist", "Jonas Abendroth", "Selin Aydogan", "Tobias Kramer", "Greta Hollmann");
    private static final List<String> PARTNERS = List.of("Robin Albers", "Kim Westphal", "Alex Janssen");

    private Portfolio() {}

    static List<BankAccount> of(String flowId, FlowTerms terms) {
        Dice dice = new Dice("portfolio " + flowId);
        String owner = owner(dice, terms);
        List<BankAccount> accounts = new ArrayList<>();
        accounts.add(account(accounts, dice, terms, "Girokonto", "Giro account", List.of(owner)));
        accounts.add(account(accounts, dice, terms, "Tagesgeld", "Savings account", List.of(owner)));
        accounts.add(
                account(accounts, dice, terms, "Haushaltskonto", "Giro account", List.of(owner, dice.oneOf(PARTNERS))));
        accounts.add(account(accounts, dice, terms, "Kreditkarte", "Credit card", List.of(owner)));
        while (accounts.size() < terms.accounts().size()) {
            accounts.add(account(accounts, dice, terms, "Girokonto", "Giro account", List.of(owner)));
        }
        accounts.subList(terms.accounts().size(), accounts.size())
                .sort(Comparator.comparingInt(account -> rank(terms, account)));
        return List.copyOf(accounts);
    }

    private static BankAccount account(
            List<BankAccount> before, Dice dice, FlowTerms terms, String name, String type, List<String> owners) {
        String own = GermanIban.random(dice);
        int index = before.size();
        String iban = index < terms.accounts().size()
                ? GermanIban.preselected(terms.accounts().get(index))
                : own;
        return new BankAccount(iban, name, type, owners);
    }

    /** The wished types come first, in their order. */
    private static int rank(FlowTerms terms, BankAccount account) {
        int wish = terms.accountTypes().indexOf(account.type());
        return wish < 0 ? terms.accountTypes().size() : wish;
    }

    /** Mostly who the caller thinks it is; now and then with an initial, and seldom somebody else. */
    private static String owner(Dice dice, FlowTerms terms) {
        String stranger = dice.oneOf(STRANGERS);
        int luck = dice.between(1, 100);
        String name = terms.name();
        if (name == null || luck > 90) {
            return stranger;
        }
        int surname = name.lastIndexOf(' ');
        return luck > 75 && surname > 0 ? name.substring(0, 1) + "." + name.substring(surname) : name;
    }
}
