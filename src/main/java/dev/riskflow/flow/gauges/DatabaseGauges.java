package dev.riskflow.flow.gauges;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The gauges of what is {@link Watched}, and {@code riskflow.database.up}: whether the database answered. Each instance
 * tells the same, since they share a database: take one of them, not their sum.
 */
@Component
class DatabaseGauges implements MeterBinder {

    private static final Duration KEEP = Duration.ofSeconds(5);

    private final LatestCount latest;

    @Autowired
    DatabaseGauges(CountedRows rows) {
        this(rows, KEEP);
    }

    DatabaseGauges(CountedRows rows, Duration keep) {
        latest = new LatestCount(rows::read, keep, LatestCount.SLOWEST);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("riskflow.database.up", latest, LatestCount::answered)
                .description("Whether the database answers")
                .register(registry);
        for (Watched watched : Watched.values()) {
            Gauge.builder(watched.meter, latest, count -> count.of(watched))
                    .tags(watched.tags())
                    .description(watched.description)
                    .register(registry);
        }
    }
}
