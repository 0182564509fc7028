package dev.riskflow.flow.events;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An open stream, between the thread that reads for all streams and its own, which writes. All that it keeps is how far
 * it has come, and one batch that waits to be written: while that is there nothing else is taken, and it will be read
 * again. So a slow client costs nobody else time, and no memory that grows.
 */
final class EventStream {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Position position;
    private List<TransitionEvent> waiting = List.of();
    private boolean closed;

    EventStream(Position from) {
        position = from;
    }

    /** How far it has come. */
    Position position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** From where it would take more; empty while something waits to be written. */
    Optional<Position> idleAt() {
        lock.lock();
        try {
            return waiting.isEmpty() ? Optional.of(position) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Guarantee: each transition once, in order. What was read for another position than the present one is refused. */
    void offer(Position after, List<TransitionEvent> steps) {
        lock.lock();
        try {
            if (steps.isEmpty() || !waiting.isEmpty() || !after.equals(position)) {
                return;
            }
            waiting = steps;
            position = new Position(after.flow(), steps.getLast().seq());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to write; empty if nothing came in time, or the stream was closed. */
    List<TransitionEvent> take(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            List<TransitionEvent> taken = waiting;
            waiting = List.of();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Its thread ends it. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
