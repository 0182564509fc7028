package dev.riskflow.report.content;

import dev.riskflow.provider.Iban;
import dev.riskflow.report.content.ReportContent.Account;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a report's accounts. An odd one still counts. */
final class AccountReader {

    private static final int LONGEST_IBAN = 34;

    private AccountReader() {}

    static @Nullable List<Account> accounts(Field field) {
        if (!field.isArray()) {
            field.skip();
            return null;
        }
        return field.elements().stream().map(AccountReader::account).toList();
    }

    private static Account account(Field field) {
        if (!field.isObject()) {
            field.skip();
        }
        Field balance = known(field.get("balance"));
        Field average = known(balance.get("average"));
        Field verification = known(field.get("verification_result"));
        Field matched = known(verification.get("matched"));
        return new Account(
                field.get("name").text(),
                field.get("type").text(),
                owners(field.get("owners")),
                masked(iban(field.get("iban"))),
                field.get("currency").text(),
                field.get("is_jointly_managed").flag(),
                field.get("is_main_account").flag(),
                field.get("last_transaction_on").date(),
                balance.get("days_in_overdraft").integer(),
                average.get("one_month").amount(),
                average.get("three_months").amount(),
                average.get("six_months").amount(),
                known(verification.get("provided")).get("name").text(),
                matched.get("name").text(),
                matched.get("affinity").text());
    }

    /** Notes what should be an object and is none. */
    private static Field known(Field field) {
        if (!field.isObject()) {
            field.skip();
        }
        return field;
    }

    private static @Nullable List<String> owners(Field field) {
        if (!field.isArray()) {
            field.skip();
            return null;
        }
        return field.elements().stream()
                .map(Field::text)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Notes what is not shaped like one, since no search finds it. */
    private static @Nullable String iban(Field field) {
        String iban = field.text();
        if (iban != null && !Iban.isShapedLike(iban)) {
            field.skip();
        }
        return iban;
    }

    private static @Nullable String masked(@Nullable String iban) {
        if (iban == null) {
            return null;
        }
        String compact = Iban.withoutBlanks(iban);
        if (compact.length() > LONGEST_IBAN) {
            return null;
        }
        return compact.length() < 12
                ? "*".repeat(compact.length())
                : compact.substring(0, 4) + "*".repeat(compact.length() - 8) + compact.substring(compact.length() - 4);
    }
}
