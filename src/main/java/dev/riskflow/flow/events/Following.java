package dev.riskflow.flow.events;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps a stream going until its end, on the request's own thread. That is a virtual one, which costs next to nothing
 * while it waits; and when a client is slow to read, it is this thread alone that waits for it.
 */
@Component
class Following {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final OpenStreams streams;
    private final Delivery delivery;
    private final EventSettings settings;
    private final Clock clock;

    Following(OpenStreams streams, Delivery delivery, EventSettings settings, Clock clock) {
        this.streams = streams;
        this.delivery = delivery;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes what comes after the position, as it comes.
     *
     * @throws TooManyStreams before anything is written
     */
    void follow(FollowedFlow flow, Position from, EventWriter writer) {
        EventStream stream = streams.open(from);
        try {
            writer.begin();
            write(stream, flow, writer);
        } catch (IOException e) {
            LOG.debug("flow {}: a follower is gone", from.flow());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.release(stream);
        }
    }

    private void write(EventStream stream, FollowedFlow flow, EventWriter writer)
            throws IOException, InterruptedException {
        lookFor(stream);
        boolean last = false;
        while (!last && !stream.isClosed() && patience(stream, flow).isPositive()) {
            List<Step> steps = stream.take(patience(stream, flow));
            if (steps.isEmpty()) {
                writer.heartbeat();
            } else {
                writer.events(steps);
                last = steps.getLast().last();
                // What came meanwhile, or was too much for one batch, is read at once.
                lookFor(stream);
            }
        }
    }

    private void lookFor(EventStream stream) {
        delivery.due(List.of(stream.position().flow()));
    }

    /** How long to wait, a heartbeat at most. What there was when the follower came is sent, however late that is. */
    private Duration patience(EventStream stream, FollowedFlow flow) {
        Duration left = Duration.between(clock.instant(), flow.end());
        boolean behind = stream.position().seq() < flow.seq();
        return behind || left.compareTo(settings.heartbeat()) > 0 ? settings.heartbeat() : left;
    }
}
