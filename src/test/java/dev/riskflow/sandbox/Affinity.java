package dev.riskflow.sandbox;

import java.util.Locale;

/** How alike the name that was given and the account holder's are. */
enum Affinity {
    VERY_HIGH,
    HIGH,
    MEDIUM,
    LOW,
    VERY_LOW;

    static Affinity between(String given, String owner) {
        String a = given.strip().toLowerCase(Locale.ROOT);
        String b = owner.strip().toLowerCase(Locale.ROOT);
        int longest = Math.max(1, Math.max(a.length(), b.length()));
        int likeness = 100 - 100 * distance(a, b) / longest;
        if (likeness >= 95) {
            return VERY_HIGH;
        }
        if (likeness >= 75) {
            return HIGH;
        }
        if (likeness >= 50) {
            return MEDIUM;
        }
        return likeness >= 30 ? LOW : VERY_LOW;
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
