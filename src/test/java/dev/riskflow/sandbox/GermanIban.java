package dev.riskflow.sandbox;

import java.math.BigInteger;
import java.util.Locale;

/** IBANs of the mock bank, with a checksum that holds (ISO 13616, ISO 7064 MOD 97-10). */
final class GermanIban {

    private static final String BANK_CODE = "90090042";
    private static final BigInteger MODULUS = BigInteger.valueOf(97);
    private static final String DE_IN_DIGITS = "1314";

    private GermanIban() {}

    static String random(Dice dice) {
        return of(dice.digits(10));
    }

    /** The account that a caller preselected: its IBAN as it is, else one for the account number in it. */
    static String preselected(String id) {
        if (id.length() > 14 && Character.isLetter(id.charAt(0))) {
            return id.toUpperCase(Locale.ROOT);
        }
        String digits = "0".repeat(10) + id.replaceAll("\\D", "");
        return of(digits.substring(digits.length() - 10));
    }

    static boolean isValid(String iban) {
        StringBuilder digits = new StringBuilder();
        for (char character : (iban.substring(4) + iban.substring(0, 4)).toCharArray()) {
            digits.append(Character.digit(character, 36));
        }
        return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    }

    private static String of(String accountNumber) {
        String account = BANK_CODE + accountNumber;
        int remainder =
                new BigInteger(account + DE_IN_DIGITS + "00").mod(MODULUS).intValue();
        return String.format(Locale.ROOT, "DE%02d%s", 98 - remainder, account);
    }
}
