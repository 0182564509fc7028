package dev.riskflow.provider;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An International Bank Account Number (ISO 13616) in its electronic form, as far as telling a mistyped one from a right
 * one goes.
 *
 * @param compact upper case, without spaces
 */
public record Iban(String compact) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    /**
     * Takes it as it stands on paper as well; its check digits may be wrong.
     *
     * @throws IllegalArgumentException if the text is not shaped like one; the message does not repeat it
     */
    public Iban {
        compact = compact.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!SHAPE.matcher(compact).matches()) {
            throw new IllegalArgumentException("Not an IBAN");
        }
    }

    public static boolean isShapedLike(String text) {
        return SHAPE.matcher(text.replace(" ", "").toUpperCase(Locale.ROOT)).matches();
    }

    /** ISO 7064, MOD 97-10: country and check digits moved to the end, letters as 10 to 35, remainder 1. */
    public boolean hasValidCheckDigits() {
        StringBuilder digits = new StringBuilder();
        (compact.substring(4) + compact.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    }

    @Override
    public String toString() {
        return "***";
    }
}
