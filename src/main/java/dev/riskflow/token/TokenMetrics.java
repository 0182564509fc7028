package dev.riskflow.token;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts token requests: {@code riskflow.token.requests} by cause and outcome. */
@Component
class TokenMetrics {

    private final MeterRegistry registry;

    TokenMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(RequestCause cause, RequestOutcome outcome) {
        registry.counter("riskflow.token.requests", "cause", text(cause), "outcome", text(outcome))
                .increment();
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
