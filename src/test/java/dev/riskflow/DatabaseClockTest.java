package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private final DatabaseClock clock = new DatabaseClock();

    @Test
    void goesOnFromWhatTheDatabaseTold() {
        Instant told = Instant.now().plus(Duration.ofHours(1));
        long ticks = System.nanoTime();

        assertThat(clock.set(ticks, told, ticks)).isFalse();

        assertThat(clock.instant()).isBetween(told.minusMillis(1), told.plus(ticksSince(ticks)));
    }

    @Test
    void saysThatItWasSetBack() {
        Instant told = Instant.now().minus(Duration.ofHours(1));
        long ticks = System.nanoTime();

        assertThat(clock.set(ticks, told, ticks)).isTrue();

        assertThat(clock.instant()).isBetween(told.minusMillis(1), told.plus(ticksSince(ticks)));
    }

    /** It told its time at any moment of the ten minutes that the answer was under way. */
    @Test
    void aSlowAnswerMovesNothingThatMayBeRight() {
        long answered = System.nanoTime();
        long asked = answered - Duration.ofMinutes(10).toNanos();
        Instant now = Instant.now();

        assertThat(clock.set(asked, now.minus(Duration.ofMinutes(9)), answered)).isFalse();
        assertThat(clock.instant())
                .isBetween(now.minusSeconds(1), now.plusSeconds(1).plus(ticksSince(answered)));

        assertThat(clock.set(asked, now.minus(Duration.ofMinutes(11)), answered))
                .isTrue();
        assertThat(clock.instant())
                .isBetween(now.minusSeconds(61), now.minusSeconds(59).plus(ticksSince(answered)));
    }

    private static Duration ticksSince(long ticks) {
        return Duration.ofNanos(System.nanoTime() - ticks);
    }
}
