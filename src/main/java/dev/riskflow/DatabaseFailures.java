package dev.riskflow;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Counts what goes wrong at the database that is no fault of a statement: {@code riskflow.database.failures} by kind.
 * Every failure on a connection of the pool passes here, and every connection that the pool was asked for in vain; not
 * counted are those who did not come to ask it, since others had all the connections or have just had none. A database
 * that can be read and not written, for its disk is full, is the case that a look at it does not show: it makes
 * {@code DEGRADED} for a while. All instances share it, so none of them gets better by being taken out of service.
 */
@Component("databaseHealthIndicator")
class DatabaseFailures implements SQLExceptionOverride, MeterBinder, HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");
    private static final Duration A_WHILE = Duration.ofMinutes(2);

    private final Clock clock;
    private final Map<DatabaseFailureKind, LongAdder> counts = new EnumMap<>(DatabaseFailureKind.class);
    private volatile Refusal latest = new Refusal(Instant.MIN, DatabaseFailureKind.OTHER);

    DatabaseFailures(Clock clock) {
        this.clock = clock;
        Arrays.stream(DatabaseFailureKind.values()).forEach(kind -> counts.put(kind, new LongAdder()));
    }

    /**
     * Looks, and leaves the connection to the pool, which knows a broken one. Only one that takes no writes looks sound to
     * it: after a failover that leads to a standby, and would be used for as long as it lives.
     */
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        count(failure);
        return DatabaseFailureKind.of(failure.getSQLState()) == DatabaseFailureKind.READ_ONLY
                ? Override.MUST_EVICT
                : Override.CONTINUE_EVICT;
    }

    void count(SQLException failure) {
        DatabaseFailureKind kind = DatabaseFailureKind.of(failure.getSQLState());
        LongAdder count = kind == null ? null : counts.get(kind);
        if (kind != null && count != null) {
            count.increment();
            if (kind.refusesWrites()) {
                latest = new Refusal(clock.instant(), kind);
            }
        }
    }

    @java.lang.Override
    public void bindTo(MeterRegistry registry) {
        counts.forEach((kind, count) -> FunctionCounter.builder("riskflow.database.failures", count, LongAdder::sum)
                .tag("kind", kind.text())
                .description("Failures at the database that are no fault of a statement")
                .register(registry));
    }

    @java.lang.Override
    public Health health() {
        Refusal refusal = latest;
        return refusal.at().isBefore(clock.instant().minus(A_WHILE))
                ? Health.up().build()
                : Health.status(DEGRADED)
                        .withDetail("refused", refusal.kind().text())
                        .withDetail("at", refusal.at())
                        .build();
    }

    private record Refusal(Instant at, DatabaseFailureKind kind) {}
}
