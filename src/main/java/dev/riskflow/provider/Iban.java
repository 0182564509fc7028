package dev.riskflow.provider;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An International Bank Account Number (ISO 13616) in its electronic form, as far as telling a mistyped one from a right
 * one goes.
 *
 * @param compact upper case, without blanks
 */
public record Iban(String compact) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final Pattern BLANK = Pattern.compile("[\\s\\u00A0\\u202F]");
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    /**
     * Takes it as it stands on paper as well; its check digits may be wrong.
     *
     * @throws IllegalArgumentException if the text is not shaped like one; the message does not repeat it
     */
    public Iban {
        compact = withoutBlanks(compact).toUpperCase(Locale.ROOT);
        if (!SHAPE.matcher(compact).matches()) {
            throw new IllegalArgumentException("Not an IBAN");
        }
    }

    public static boolean isShapedLike(String text) {
        return SHAPE.matcher(withoutBlanks(text).toUpperCase(Locale.ROOT)).matches();
    }

    /** Blanks that don't break a line are among them: what is copied from a page or a letter often has those. */
    public static String withoutBlanks(String text) {
        return BLANK.matcher(text).replaceAll("");
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
