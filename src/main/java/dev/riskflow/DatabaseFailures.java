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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Counts what goes wrong at the database that is no fault of a statement: {@code riskflow.database.failures} by kind.
 * Every failure on a connection of the pool passes here. A database that can be read and not written, for its disk is
 * full, is the case that a look at it does not show: it makes {@code DEGRADED} for a while. All instances share it, so
 * none of them gets better by being taken out of service.
 */
@Component("databaseHealthIndicator")
class DatabaseFailures implements SQLExceptionOverride, MeterBinder, HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");
    private static final Duration A_WHILE = Duration.ofMinutes(2);

    private final Clock clock;
    private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);
    private volatile Refusal latest = new Refusal(Instant.MIN, Kind.OTHER);

    DatabaseFailures(Clock clock) {
        this.clock = clock;
        Arrays.stream(Kind.values()).forEach(kind -> counts.put(kind, new LongAdder()));
    }

    /** Only looks: what happens to the connection is the pool's to decide. */
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        Kind kind = Kind.of(failure.getSQLState());
        LongAdder count = kind == null ? null : counts.get(kind);
        if (kind != null && count != null) {
            count.increment();
            if (kind.refusesWrites) {
                latest = new Refusal(clock.instant(), kind);
            }
        }
        return Override.CONTINUE_EVICT;
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

    private record Refusal(Instant at, Kind kind) {}

    /** By SQLSTATE (PostgreSQL, appendix "Error Codes"). */
    private enum Kind {
        /** 53100. */
        DISK_FULL(true),
        /** 25006: a standby, or one that was told to take no writes. */
        READ_ONLY(true),
        /** 08 and 57P: it went away, or is going or coming. */
        CONNECTION(false),
        /** 53: no memory, or too many connections. */
        RESOURCES(false),
        /** 58, F0, XX: its files, or itself. */
        OTHER(false);

        private final boolean refusesWrites;

        Kind(boolean refusesWrites) {
            this.refusesWrites = refusesWrites;
        }

        static @Nullable Kind of(@Nullable String state) {
            return switch (state) {
                case null -> null;
                case "53100" -> DISK_FULL;
                case "25006" -> READ_ONLY;
                case String s when s.startsWith("08") || s.startsWith("57P") -> CONNECTION;
                case String s when s.startsWith("53") -> RESOURCES;
                case String s when s.startsWith("58") || s.startsWith("F0") || s.startsWith("XX") -> OTHER;
                default -> null;
            };
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
