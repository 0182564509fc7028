package dev.riskflow.flow.events;

import dev.riskflow.flow.FlowStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    /** So many silences long is a follower given to learn what there was, where the end has come already. */
    private static final int HEARTBEATS_TO_CATCH_UP = 20;

    private final OpenStreams streams;
    private final Delivery delivery;
    private final Ends ends;
    private final EventSettings settings;
    private final Clock clock;

    Following(OpenStreams streams, Delivery delivery, Ends ends, EventSettings settings, Clock clock) {
        this.streams = streams;
        this.delivery = delivery;
        this.ends = ends;
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
        Instant caughtUp = clock.instant().plus(settings.heartbeat().multipliedBy(HEARTBEATS_TO_CATCH_UP));
        Position told = stream.position();
        FlowStatus status = flow.status();
        lookFor(stream);
        boolean over = false;
        while (!over && !stream.isClosed() && patience(stream, flow, caughtUp).isPositive()) {
            List<TransitionEvent> steps = stream.take(patience(stream, flow, caughtUp));
            if (steps.isEmpty()) {
                writer.heartbeat();
            } else {
                writer.events(steps);
                told = new Position(told.flow(), steps.getLast().seq());
                status = steps.getLast().status();
                // What came meanwhile, or was too much for one batch, is read at once.
                lookFor(stream);
            }
            // With each heartbeat once more: an end may come without a transition.
            over = told.seq() >= flow.seq() && ends.isAt(status, told);
        }
    }

    private void lookFor(EventStream stream) {
        delivery.due(List.of(stream.position().flow()));
    }

    /**
     * How long to wait, a heartbeat at most. What there was when the follower came is sent, however late that is; but who
     * can't be told it in that time has to come again.
     */
    private Duration patience(EventStream stream, FollowedFlow flow, Instant caughtUp) {
        Instant end = flow.end();
        boolean behind = stream.position().seq() < flow.seq();
        Duration left = Duration.between(clock.instant(), behind && caughtUp.isAfter(end) ? caughtUp : end);
        return left.compareTo(settings.heartbeat()) > 0 ? settings.heartbeat() : left;
    }
}
