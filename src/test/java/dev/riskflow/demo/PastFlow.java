package dev.riskflow.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flow of the last sixty days that never was: the same one for the same number.
 *
 * @param ending where it ended
 * @param reason of a failure
 * @param access what became of an ongoing flow's grant
 * @param name that it was started with
 * @param versions of its report
 */
record PastFlow(
        String id,
        boolean ongoing,
        @Nullable String userId,
        @Nullable String name,
        Ending ending,
        @Nullable String reason,
        Access access,
        Instant createdAt,
        int months,
        int accounts,
        int versions) {

    static final Duration PAST = Duration.ofDays(60);

    private static final List<String> NAMES = List.of(
            "Mara Lindqvist",
            "Jonas Abendroth",
            "Selin Aydoğan",
            "Tobias Krämer",
            "Greta Hollmann",
            "Zoë Łukasik",
            "محمد العلي",
            "Nguyễn Thị Hoa",
            "Björn Ó Briain",
            "Ivana Đorđević",
            "Ana-Sofía Peña",
            "Χρήστος Παππάς");

    private static final List<String> REASONS = List.of(
            "PROVIDER_REPORTED",
            "PROVIDER_REPORTED",
            "PROVIDER_REPORTED",
            "CODE_EXPIRED",
            "CODE_REFUSED",
            "EXCHANGE_IN_DOUBT",
            "ACCESS_LOST",
            "REPORT_UNAVAILABLE",
            "DEADLINE_PASSED",
            "NOT_CONFIRMED");

    /** Where it ended. */
    enum Ending {
        COMPLETED,
        FAILED,
        CANCELLED,
        EXPIRED,
        AWAITING_USER
    }

    /** What became of a grant. */
    enum Access {
        NONE,
        ALIVE,
        LOST,
        IN_DOUBT
    }

    /** Most complete; of those that do not, each kind is there. */
    static PastFlow number(int number, Instant now) {
        SplittableRandom dice = new SplittableRandom(20_260_331L + number);
        boolean waiting = number < 5;
        Duration ago = waiting
                ? Duration.ofMinutes(5 + 10L * number)
                : Duration.ofMinutes(90 + (long) (dice.nextDouble() * (PAST.toMinutes() - 90)));
        boolean ongoing = dice.nextInt(100) < 40;
        Ending ending = waiting ? Ending.AWAITING_USER : ending(dice.nextInt(100));
        boolean completed = ending == Ending.COMPLETED;
        int weeks = (int) ago.toDays() / 7;
        return new PastFlow(
                new UUID(dice.nextLong(), dice.nextLong()).toString(),
                ongoing,
                ongoing ? "customer-" + (1_000 + dice.nextInt(60)) : null,
                dice.nextInt(100) < 80 ? NAMES.get(dice.nextInt(NAMES.size())) : null,
                ending,
                ending == Ending.FAILED ? REASONS.get(dice.nextInt(REASONS.size())) : null,
                completed && ongoing ? access(dice.nextInt(100)) : Access.NONE,
                now.minus(ago),
                dice.nextInt(100) < 75 ? 12 : 6,
                1 + dice.nextInt(3),
                completed ? 1 + (ongoing && weeks > 0 ? dice.nextInt(weeks + 1) : 0) : 0);
    }

    private static Ending ending(int luck) {
        if (luck < 70) {
            return Ending.COMPLETED;
        }
        if (luck < 84) {
            return Ending.FAILED;
        }
        return luck < 93 ? Ending.CANCELLED : Ending.EXPIRED;
    }

    private static Access access(int luck) {
        if (luck < 82) {
            return Access.ALIVE;
        }
        return luck < 94 ? Access.LOST : Access.IN_DOUBT;
    }

    /** When the user came back, if anybody did. */
    Instant endedAt() {
        return ending == Ending.EXPIRED ? expiresAt() : createdAt.plus(Duration.ofMinutes(4));
    }

    Instant expiresAt() {
        return createdAt.plus(Duration.ofHours(1));
    }
}
