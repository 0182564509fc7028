package dev.riskflow.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * From where time is measured. The machine's ticks stand still while it is suspended, and its clock may be set back: what
 * has passed is the greater of both.
 */
record Moment(long ticks, Instant at) {

    static Moment now(Clock clock) {
        return new Moment(System.nanoTime(), clock.instant());
    }

    Duration passed(Clock clock) {
        Duration byTicks = Duration.ofNanos(System.nanoTime() - ticks);
        Duration byClock = Duration.between(at, clock.instant());
        return byTicks.compareTo(byClock) > 0 ? byTicks : byClock;
    }
}
