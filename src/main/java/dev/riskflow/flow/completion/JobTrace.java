package dev.riskflow.flow.completion;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes a trace from the request that enqueues a job to the job, which may run in another process: as the text that would
 * stand in a header {@code traceparent} (W3C Trace Context, section 3.2). It names a trace, and nothing of a person. It is
 * kept whether or not the trace is recorded, since the log names it in any case.
 */
@Component
class JobTrace {

    private static final String TRACEPARENT = "traceparent";

    private final ObservationRegistry observations;
    private final Tracer tracer;
    private final Propagator propagator;

    JobTrace(ObservationRegistry observations, ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        this.observations = observations;
        this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
        this.propagator = propagator.getIfAvailable(() -> Propagator.NOOP);
    }

    /** Where the caller is; null if he is in no trace. */
    @Nullable
    String here() {
        TraceContext context = tracer.currentTraceContext().context();
        if (context == null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        propagator.inject(context, headers, (same, name, value) -> headers.put(name, value));
        return headers.get(TRACEPARENT);
    }

    /** Does the work of a flow's job in a span and under a timer of its name, continuing a trace if there is one. */
    <T> T continued(@Nullable String trace, String name, String flowId, Supplier<T> work) {
        Observation observation = Observation.createNotStarted(name, () -> received(trace), observations)
                .highCardinalityKeyValue("flow.id", flowId); // of spans only: a meter has no tag of it
        return observation.observe(work);
    }

    private static ReceiverContext<String> received(@Nullable String trace) {
        ReceiverContext<String> context =
                new ReceiverContext<>((carrier, key) -> key.equals(TRACEPARENT) ? carrier : null, Kind.CONSUMER);
        context.setCarrier(trace == null ? "" : trace);
        return context;
    }
}
