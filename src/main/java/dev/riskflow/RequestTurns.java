package dev.riskflow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * So many requests are worked at at once; the others wait their turn, unread, in the order of their arrival. Each one
 * that is worked at holds about 100 KB, most of it room for a header as large as a code may be: thousands of browsers
 * that come back at once would fill the heap, and end the service.
 *
 * <p>A turn is given for a while. Whoever takes longer, such as one whose client does not read its answer, goes on without
 * it: a hundred of those must not stop everybody else. How many there may be is limited by the number of connections.
 */
public final class RequestTurns {

    private static final Duration GLANCE = Duration.ofMillis(100);

    /** What this thread has taken. */
    private static final ThreadLocal<Turn> HELD = new ThreadLocal<>();

    private final Semaphore turns;
    private final Set<Turn> taken = ConcurrentHashMap.newKeySet();

    /** @param size how many are worked at at once */
    public RequestTurns(int size) {
        this.turns = new Semaphore(size, true);
    }

    /** Gauge: {@code riskflow.requests.waiting}. No time of a request holds this wait: all of them begin after it. */
    void countWaiting(MeterRegistry registry) {
        Gauge.builder("riskflow.requests.waiting", turns, Semaphore::getQueueLength)
                .description("Requests that wait for their turn")
                .register(registry);
    }

    /** Works at a request, once it is its turn. A thread that waits costs next to nothing. */
    public void take(Runnable request) {
        takeBack();
        try {
            request.run();
        } finally {
            giveUp();
        }
    }

    /** Whether this thread works at a request, and has not given up its turn. */
    boolean isHeld() {
        Turn turn = HELD.get();
        return turn != null && turn.isGiven();
    }

    /**
     * Does what is mostly waiting for somebody else, and lets another request have this one's turn meanwhile.
     *
     * @throws E whatever the work throws
     */
    public <T, E extends Exception> T without(Waiting<T, E> work) throws E {
        if (!isHeld()) {
            return work.await();
        }
        giveUp();
        try {
            return work.await();
        } finally {
            takeBack();
        }
    }

    /** Lets another request have this one's turn, which goes on without. To be followed by {@link #takeBack}. */
    public void giveUp() {
        Turn turn = HELD.get();
        HELD.remove();
        taken.remove(turn);
        end(turn);
    }

    /** Goes on with a turn. */
    public void takeBack() {
        turns.acquireUninterruptibly();
        Turn turn = new Turn();
        taken.add(turn);
        HELD.set(turn);
    }

    /** The next request of a connection has a turn of its own where that of the one before has ended. */
    public void takeAgain() {
        if (!isHeld()) {
            giveUp();
            takeBack();
        }
    }

    /** What is left to do for this thread's request is done without a turn. */
    public void endEarly() {
        Turn turn = HELD.get();
        if (turn != null) {
            end(turn);
        }
    }

    /** Ends the turns of those who have had it for so long. */
    public void endAfter(Duration longest) {
        long now = System.nanoTime();
        taken.stream().filter(turn -> now - turn.begun >= longest.toNanos()).forEach(this::end);
    }

    private void end(Turn turn) {
        if (turn.end()) {
            turns.release();
        }
    }

    /** What nobody waits for lets those go first who wait, but not for ever: whatever is asked for is done in the end. */
    void awaitCalm(Duration patience) {
        awaitCalm(patience, turns::hasQueuedThreads);
    }

    private static void awaitCalm(Duration patience, BooleanSupplier crowd) {
        long start = System.nanoTime();
        while (crowd.getAsBoolean() && System.nanoTime() - start < patience.toNanos()) {
            LockSupport.parkNanos(GLANCE.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** Ended once, by whoever is first. */
    private static final class Turn {

        private final long begun = System.nanoTime();
        private final AtomicBoolean given = new AtomicBoolean(true);

        boolean isGiven() {
            return given.get();
        }

        boolean end() {
            return given.compareAndSet(true, false);
        }
    }

    /** Work that is mostly waiting. */
    @FunctionalInterface
    public interface Waiting<T, E extends Exception> {

        T await() throws E;
    }
}
