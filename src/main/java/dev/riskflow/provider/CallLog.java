package dev.riskflow.provider;

import dev.riskflow.provider.ProviderException.Operation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line per call, and a count of it. The line shows what is named here and nothing else: never a URL, a header or a body.
 */
final class CallLog {

    private static final Logger log = LoggerFactory.getLogger("dev.riskflow.provider.calls");

    private final Operation operation;
    private final @Nullable FlowId flow;
    private final CallMeters meters;
    private final long startedAt = System.nanoTime();

    private CallLog(Operation operation, @Nullable FlowId flow, CallMeters meters) {
        this.operation = operation;
        this.flow = flow;
        this.meters = meters;
    }

    static CallLog start(Operation operation, @Nullable FlowId flow, CallMeters meters) {
        return new CallLog(operation, flow, meters);
    }

    Operation operation() {
        return operation;
    }

    void succeeded(int status) {
        Duration took = elapsed();
        meters.count(operation, null, took);
        line(log.atInfo(), "success", took)
                .addKeyValue("http.response.status_code", status)
                .log("Provider call {} flow={} status={} ms={}", operation, flow, status, took.toMillis());
    }

    /**
     * Logs the failure and returns it, to be thrown.
     *
     * @param cause our own words, or the name of an exception's class
     */
    ProviderException failed(ProviderException failure, @Nullable String cause) {
        Duration took = elapsed();
        meters.count(operation, failure.kind(), took);
        line(log.atWarn(), "failure", took)
                .addKeyValue("provider.failure", CallMeters.outcome(failure.kind()))
                .log(
                        "Provider call {} flow={} status={} failure={} error={} retryAfter={} cause={} ms={}",
                        operation,
                        flow,
                        failure.status(),
                        failure.kind(),
                        failure.error(),
                        failure.retryAfter(),
                        cause,
                        took.toMillis());
        return failure;
    }

    /** What a structured log has as fields of its own. */
    private LoggingEventBuilder line(LoggingEventBuilder line, String outcome, Duration took) {
        LoggingEventBuilder told = line.addKeyValue("provider.operation", CallMeters.text(operation))
                .addKeyValue("event.outcome", outcome)
                .addKeyValue("event.duration", took.toNanos());
        return flow == null ? told : told.addKeyValue("flow.id", flow);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }
}
