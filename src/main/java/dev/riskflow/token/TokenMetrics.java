package dev.riskflow.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Counts token requests, exchanges and rotations: {@code riskflow.token.requests} by cause and outcome. All of them exist
 * from the start, so that the first of its kind shows as an increase; but not {@code HOLDER_LOST}, which only others note,
 * in the ledger.
 */
@Component
class TokenMetrics {

    private final MeterRegistry registry;

    TokenMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (RequestCause cause : RequestCause.values()) {
            for (RequestOutcome outcome : RequestOutcome.values()) {
                if (outcome != RequestOutcome.HOLDER_LOST) {
                    counter(cause, outcome);
                }
            }
        }
    }

    void count(RequestCause cause, RequestOutcome outcome) {
        counter(cause, outcome).increment();
    }

    private Counter counter(RequestCause cause, RequestOutcome outcome) {
        return registry.counter("riskflow.token.requests", "cause", text(cause), "outcome", text(outcome));
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
