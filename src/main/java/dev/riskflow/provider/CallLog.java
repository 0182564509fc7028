package dev.riskflow.provider;

import dev.riskflow.provider.ProviderException.Operation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per call. It shows what is named here and nothing else: never a URL, a header or a body.
 */
final class CallLog {

    private static final Logger log = LoggerFactory.getLogger("dev.riskflow.provider.calls");

    private final Operation operation;
    private final @Nullable FlowId flow;
    private final long startedAt = System.nanoTime();

    private CallLog(Operation operation, @Nullable FlowId flow) {
        this.operation = operation;
        this.flow = flow;
    }

    static CallLog start(Operation operation, @Nullable FlowId flow) {
        return new CallLog(operation, flow);
    }

    Operation operation() {
        return operation;
    }

    void succeeded(int status) {
        log.info("Provider call {} flow={} status={} ms={}", operation, flow, status, millis());
    }

    /**
     * Logs the failure and returns it, to be thrown.
     *
     * @param cause our own words, or the name of an exception's class
     */
    ProviderException failed(ProviderException failure, @Nullable String cause) {
        log.warn(
                "Provider call {} flow={} status={} failure={} error={} retryAfter={} cause={} ms={}",
                operation,
                flow,
                failure.status(),
                failure.kind(),
                failure.error(),
                failure.retryAfter(),
                cause,
                millis());
        return failure;
    }

    private long millis() {
        return Duration.ofNanos(System.nanoTime() - startedAt).toMillis();
    }
}
