package dev.riskflow;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * So many requests are worked at at once; the others wait their turn, unread, in the order of their arrival. Each one
 * that is worked at holds about 100 KB, most of it room for a header as large as a code may be: thousands of browsers
 * that come back at once would fill the heap, and end the service.
 */
public final class RequestTurns {

    private static final Duration GLANCE = Duration.ofMillis(100);

    /** So many may wait without their turn. Each of them holds its memory all the same. */
    public static final int MOST_WAITING = 512;

    private final Semaphore turns;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final ThreadLocal<Boolean> held = new ThreadLocal<>();

    /** @param size how many are worked at at once */
    public RequestTurns(int size) {
        this.turns = new Semaphore(size, true);
    }

    /** Works at a request, once it is its turn. A thread that waits costs next to nothing. */
    public void take(Runnable request) {
        turns.acquireUninterruptibly();
        held.set(true);
        try {
            request.run();
        } finally {
            held.remove();
            turns.release();
        }
    }

    /** Whether this thread works at a request, and has not given up its turn. */
    boolean isHeld() {
        return held.get() != null;
    }

    /**
     * Does what is mostly waiting for somebody else, and lets another request have this one's turn meanwhile. If very many
     * are waiting already, the turn is kept: it is room that they are short of then.
     *
     * @throws E whatever the work throws
     */
    public <T, E extends Exception> T without(Waiting<T, E> work) throws E {
        if (!isHeld() || !waiting.tryAcquire()) {
            return work.await();
        }
        giveUp();
        try {
            return work.await();
        } finally {
            takeBack();
            waiting.release();
        }
    }

    /** Lets another request have this one's turn, which goes on without. To be followed by {@link #takeBack}. */
    public void giveUp() {
        held.remove();
        turns.release();
    }

    /** Goes on with a turn. */
    public void takeBack() {
        turns.acquireUninterruptibly();
        held.set(true);
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

    /** Work that is mostly waiting. */
    @FunctionalInterface
    public interface Waiting<T, E extends Exception> {

        T await() throws E;
    }
}
