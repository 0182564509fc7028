package dev.riskflow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The database's time, the one that all instances have in common: jobs of one are not taken for dead by another, nor put
 * to rest until its hour, however wrong the clock of its machine is. From one look at the database to the next it goes on
 * by the machine's ticks, so that setting that clock does nothing either. In microseconds, as in PostgreSQL: what is stored
 * is what was answered.
 */
@Component
class DatabaseClock implements InstantSource {

    private volatile Reading latest = new Reading(Instant.now(), System.nanoTime());

    @Override
    public Instant instant() {
        return latest.at(System.nanoTime()).truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The database told its time, between two of our ticks. What may have been right is left as it is: an answer that was
     * long under way moves nothing.
     *
     * @return whether that set the clock back
     */
    boolean set(long asked, Instant told, long answered) {
        Instant before = latest.at(answered);
        Instant latestPossible = told.plusNanos(answered - asked);
        boolean back = before.isAfter(latestPossible);
        Instant now = back ? latestPossible : before.isBefore(told) ? told : before;
        latest = new Reading(now, answered);
        return back;
    }

    /** Gauge: {@code riskflow.clock.skew.seconds}. */
    void showSkew(MeterRegistry registry) {
        TimeGauge.builder("riskflow.clock.skew", this, TimeUnit.MILLISECONDS, DatabaseClock::skewMillis)
                .description("How far this machine's clock is ahead of the database's")
                .register(registry);
    }

    private double skewMillis() {
        return Duration.between(instant(), Instant.now()).toMillis();
    }

    private record Reading(Instant time, long ticks) {

        Instant at(long later) {
            return time.plusNanos(later - ticks);
        }
    }
}
