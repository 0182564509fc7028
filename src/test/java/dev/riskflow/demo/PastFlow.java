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
 * @param took from the user's return to the report, or to what prevented it
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
        int versions,
        Duration took) {

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
                completed ? 1 + (ongoing && weeks > 0 ? dice.nextInt(weeks + 1) : 0) : 0,
                took(dice));
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

    /** Most are quick, some had to wait for the provider. */
    private static Duration took(SplittableRandom dice) {
        int luck = dice.nextInt(100);
        if (luck < 85) {
            return Duration.ofMillis(900 + dice.nextInt(3_000));
        }
        return luck < 95 ? Duration.ofSeconds(5 + dice.nextInt(55)) : Duration.ofSeconds(90 + dice.nextInt(1_200));
    }

    /** When its first report was stored, if there is one. */
    Instant completedAt() {
        return endedAt().plus(took);
    }

    /** When a version of its report was stored: one a week. */
    Instant versionAt(int index) {
        return completedAt().plus(Duration.ofDays(7L * index));
    }

    /** When something was last heard of it. */
    Instant lastAt() {
        return versionAt(versions - 1).plus(Duration.ofMinutes(20));
    }

    /** When the user came back, if anybody did. */
    Instant endedAt() {
        return ending == Ending.EXPIRED ? expiresAt() : createdAt.plus(Duration.ofMinutes(4));
    }

    Instant expiresAt() {
        return createdAt.plus(Duration.ofHours(1));
    }
}
