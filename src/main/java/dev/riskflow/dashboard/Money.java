package dev.riskflow.dashboard;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts as a person reads them, and to the last digit as the provider gave them. */
final class Money {

    /** A number that is longer, or smaller, is written as the provider may have. */
    private static final int READABLE_DIGITS = 30;

    private Money() {}

    /** @param currency the provider's word for it, which may be anything; null if it gives none */
    static String text(BigDecimal amount, @Nullable String currency, Locale locale) {
        String number = number(amount, digits(currency), locale);
        return currency == null ? number : number + "\u00a0" + currency;
    }

    private static String number(BigDecimal amount, int leastDigits, Locale locale) {
        if (amount.precision() > READABLE_DIGITS || Math.abs((long) amount.scale()) > READABLE_DIGITS) {
            return amount.toString();
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(Math.max(leastDigits, amount.scale()));
        format.setMinimumFractionDigits(Math.max(leastDigits, amount.scale()));
        return format.format(amount).replace('-', '\u2212');
    }

    /** Cents are written even where there are none; that adds nothing to what the provider says. */
    private static int digits(@Nullable String currency) {
        try {
            return currency == null
                    ? 0
                    : Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
