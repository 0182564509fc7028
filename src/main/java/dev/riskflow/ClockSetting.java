package dev.riskflow;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.StatementCallback;
import org.springframework.stereotype.Component;

/** Sets the clock by the database's: before the first request and the first job, and every few seconds from then on. */
@Component
class ClockSetting implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ClockSetting.class);
    private static final long EVERY_SECONDS = 5;

    private final DatabaseClock clock;
    private final JdbcOperations jdbc;
    private final Scheduler jobs;
    private volatile @Nullable ScheduledExecutorService looks;

    ClockSetting(DatabaseClock clock, JdbcOperations jdbc, Scheduler jobs) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.jobs = jobs;
    }

    @Override
    public void start() {
        set();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("clock").factory());
        Future<?> _ = started.scheduleWithFixedDelay(this::set, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        looks = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopped = looks;
        looks = null;
        if (stopped != null) {
            stopped.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return looks != null;
    }

    /** The lower, the earlier it is started. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    /** While the database is away, the clock goes on by itself. */
    private void set() {
        try {
            if (Glance.at(() -> jdbc.execute((StatementCallback<Boolean>) this::set))) {
                // Whoever looks for due jobs rests until an hour that is a later one now.
                jobs.triggerCheckForDueExecutions();
            }
        } catch (RuntimeException e) { // nothing may end these looks
            LOG.debug("The clock was not set: {}", e.toString());
        }
    }

    private Boolean set(Statement statement) throws SQLException {
        long asked = System.nanoTime();
        try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            long answered = System.nanoTime();
            row.next();
            return clock.set(asked, row.getObject(1, OffsetDateTime.class).toInstant(), answered);
        }
    }
}
