package dev.riskflow.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Chance that falls the same way for the same seed. */
final class Dice {

    private final Random random;

    Dice(String seed) {
        this.random = new Random(UUID.nameUUIDFromBytes(seed.getBytes(UTF_8)).getMostSignificantBits());
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** An amount of the currency with two decimals; the bounds are whole units. */
    BigDecimal amount(int low, int high) {
        return BigDecimal.valueOf(low * 100L + random.nextInt((high - low) * 100 + 1), 2);
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
