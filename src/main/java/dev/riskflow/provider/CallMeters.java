package dev.riskflow.provider;

import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.provider.ProviderException.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Times the calls to the provider: {@code riskflow.provider.calls} by operation and outcome, which is {@code success} or
 * the {@link Kind} of its failure. What it waited for its turn does not count. All of them exist from the start, so that
 * the first failure of a kind shows as an increase. It also tells {@link ProviderHealth} how each call ended.
 */
@Component
class CallMeters {

    private static final Duration[] STEPS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final ProviderHealth health;

    CallMeters(MeterRegistry registry, ProviderHealth health) {
        this.health = health;
        for (Operation operation : Operation.values()) {
            timers.put(key(operation, null), timer(operation, null, registry));
            for (Kind kind : Kind.values()) {
                timers.put(key(operation, kind), timer(operation, kind, registry));
            }
        }
    }

    /** @param failure null if there was none */
    void count(Operation operation, @Nullable Kind failure, Duration took) {
        health.ended(failure);
        Timer timer = timers.get(key(operation, failure));
        if (timer != null) {
            timer.record(took);
        }
    }

    static String text(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }

    static String outcome(@Nullable Kind failure) {
        return failure == null ? "success" : failure.name().toLowerCase(Locale.ROOT);
    }

    private static String key(Operation operation, @Nullable Kind failure) {
        return operation.name() + failure;
    }

    private static Timer timer(Operation operation, @Nullable Kind failure, MeterRegistry registry) {
        return Timer.builder("riskflow.provider.calls")
                .description("Calls to the provider")
                .tag("operation", text(operation))
                .tag("outcome", outcome(failure))
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }
}
