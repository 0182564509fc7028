package dev.riskflow.flow.events;

import dev.riskflow.provider.FlowId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The streams that are open here, by flow. Gauge: {@code riskflow.events.streams}. */
@Component
class OpenStreams {

    /** Whoever has a ticket of one flow must not take the seats of all others' followers. */
    private static final int MOST_OF_A_FLOW = 20;

    private final Semaphore seats;
    private final Map<FlowId, Set<EventStream>> streams = new ConcurrentHashMap<>();
    private volatile boolean closing;

    OpenStreams(EventSettings settings, MeterRegistry registry) {
        seats = new Semaphore(settings.maxStreams());
        Gauge.builder("riskflow.events.streams", seats, free -> settings.maxStreams() - free.availablePermits())
                .description("Open streams of events")
                .register(registry);
    }

    /**
     * One more. It must be {@linkplain #release released}.
     *
     * @throws TooManyStreams if as many are open as there may be, in all or of this flow
     */
    EventStream open(Position from) {
        if (!seats.tryAcquire()) {
            throw new TooManyStreams();
        }
        EventStream stream = new EventStream(from);
        try {
            streams.compute(from.flow(), (flow, others) -> with(stream, others));
        } catch (RuntimeException e) { // it has taken a seat, and nobody will release it
            seats.release();
            throw e;
        }
        // Looked at after it was added: whoever closes all has set this before he looks at those that are there.
        if (closing) {
            stream.close();
        }
        return stream;
    }

    private static Set<EventStream> with(EventStream stream, @Nullable Set<EventStream> others) {
        Set<EventStream> followers = others == null ? ConcurrentHashMap.newKeySet() : others;
        if (followers.size() >= MOST_OF_A_FLOW) {
            throw new TooManyStreams();
        }
        followers.add(stream);
        return followers;
    }

    void release(EventStream stream) {
        streams.computeIfPresent(stream.position().flow(), (flow, followers) -> {
            followers.remove(stream);
            return followers.isEmpty() ? null : followers;
        });
        seats.release();
    }

    boolean follow(FlowId flow) {
        return streams.containsKey(flow);
    }

    Set<FlowId> flows() {
        return Set.copyOf(streams.keySet());
    }

    List<EventStream> of(Collection<FlowId> flows) {
        return flows.stream()
                .flatMap(flow -> streams.getOrDefault(flow, Set.of()).stream())
                .toList();
    }

    /** Streams that are opened from now on end at once, so that a browser goes on elsewhere. */
    void closeAll() {
        closing = true;
        streams.values().stream().flatMap(Set::stream).forEach(EventStream::close);
    }

    void open() {
        closing = false;
    }
}
