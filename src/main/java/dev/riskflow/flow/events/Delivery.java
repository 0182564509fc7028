package dev.riskflow.flow.events;

import dev.riskflow.provider.FlowId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads for all streams, and hands over what it finds: one statement for all flows that are due, however many follow
 * them. Every five seconds all are due, whatever was announced: notifications may be lost, and the database be away;
 * and nobody announces that a flow was erased.
 */
@Component
class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private static final Duration LOOK_AT_ALL = Duration.ofSeconds(5);

    private final OpenStreams streams;
    private final Transitions transitions;
    private final Set<FlowId> due = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread thread;

    Delivery(OpenStreams streams, Transitions transitions) {
        this.streams = streams;
        this.transitions = transitions;
    }

    void start() {
        Thread started = Thread.ofVirtual().name("flow-events").unstarted(this::run);
        thread = started;
        started.start();
    }

    void stop() {
        Thread stopped = thread;
        thread = null;
        LockSupport.unpark(stopped);
    }

    /** Something may have happened to them. */
    void due(Collection<FlowId> flows) {
        for (FlowId flow : flows) {
            if (streams.follow(flow)) {
                due.add(flow);
            }
        }
        LockSupport.unpark(thread);
    }

    private void run() {
        long lookedAtAll = System.nanoTime();
        while (Thread.currentThread().equals(thread)) {
            long left = LOOK_AT_ALL.toNanos() - (System.nanoTime() - lookedAtAll);
            if (left <= 0) {
                lookedAtAll = System.nanoTime();
                due.addAll(streams.flows());
            }
            if (due.isEmpty()) {
                LockSupport.parkNanos(this, left > 0 ? left : LOOK_AT_ALL.toNanos());
            } else {
                // Before they are read: what becomes due from here on is read once more.
                List<FlowId> flows = List.copyOf(due);
                flows.forEach(due::remove);
                deliver(streams.of(flows));
            }
        }
    }

    private void deliver(Collection<EventStream> idle) {
        Map<Position, List<EventStream>> followers = new HashMap<>();
        idle.forEach(stream -> stream.idleAt()
                .ifPresent(position -> followers
                        .computeIfAbsent(position, at -> new ArrayList<>())
                        .add(stream)));
        if (followers.isEmpty()) {
            return;
        }
        try {
            transitions
                    .after(followers.keySet())
                    .forEach((position, steps) -> followers
                            .getOrDefault(position, List.of())
                            .forEach(stream -> handOver(stream, position, steps)));
        } catch (RuntimeException e) { // nothing may end this thread
            LOG.warn(
                    "Transitions can't be read now, {} streams wait: {}",
                    idle.size(),
                    e.getClass().getSimpleName());
        }
    }

    /** Of an erased flow nothing will come, and nobody is to keep a seat for that. */
    private static void handOver(EventStream stream, Position after, List<TransitionEvent> steps) {
        if (steps.isEmpty()) {
            stream.close();
        } else {
            stream.offer(after, steps);
        }
    }
}
