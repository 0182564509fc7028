package dev.riskflow.flow;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** The International Bank Account Number (ISO 13616), as far as telling a mistyped one from a right one goes. */
final class Iban {

    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    private Iban() {}

    static boolean isShapedLike(String text) {
        return SHAPE.matcher(compact(text)).matches();
    }

    /** ISO 7064, MOD 97-10: country and check digits moved to the end, letters as 10 to 35, remainder 1. */
    static boolean hasValidCheckDigits(String iban) {
        String compact = compact(iban);
        StringBuilder digits = new StringBuilder();
        (compact.substring(4) + compact.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    }

    /** The electronic form: as on paper, without the spaces. */
    static String compact(String text) {
        return text.replace(" ", "").toUpperCase(Locale.ROOT);
    }
}
