package dev.riskflow.flow.gauges;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Counts when it is asked, and keeps the numbers for a few seconds: all gauges of one scrape share one count. A database
 * that does not answer holds up a scrape for a moment, and not each gauge of it: that is when the scrape is needed most.
 * What could not be counted is not a number. A database that is slow is not one that does not answer.
 */
final class LatestCount {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Longer than the pool takes to notice that a database is away. */
    static final Duration SLOWEST = Duration.ofSeconds(10);

    private final Supplier<Map<Watched, Double>> source;
    private final long keepNanos;
    private final long slowestNanos;
    private CompletableFuture<Map<Watched, Double>> count = CompletableFuture.failedFuture(new IllegalStateException());
    private long begunAt;
    private boolean begun;
    private boolean answeredBefore;

    /** @param slowest what takes longer does not answer */
    LatestCount(Supplier<Map<Watched, Double>> source, Duration keep, Duration slowest) {
        this.source = source;
        this.keepNanos = keep.toNanos();
        this.slowestNanos = slowest.toNanos();
    }

    double of(Watched watched) {
        CompletableFuture<Map<Watched, Double>> latest = latest();
        return answered(latest) ? latest.join().getOrDefault(watched, Double.NaN) : Double.NaN;
    }

    /** One if the database answered, zero if it did not. While it may still answer, what it did before. */
    synchronized double answered() {
        CompletableFuture<?> latest = latest();
        boolean isSlow = !latest.isDone() && System.nanoTime() - begunAt < slowestNanos;
        return (isSlow ? answeredBefore : answered(latest)) ? 1 : 0;
    }

    private static boolean answered(CompletableFuture<?> count) {
        return count.isDone() && !count.isCompletedExceptionally();
    }

    /** Whoever begins a count waits for it; others that come meanwhile do so after him, in vain or not. */
    private synchronized CompletableFuture<Map<Watched, Double>> latest() {
        boolean old = !begun || System.nanoTime() - begunAt >= keepNanos;
        if (old && count.isDone()) {
            answeredBefore = answered(count);
            begun = true;
            begunAt = System.nanoTime();
            count = CompletableFuture.supplyAsync(
                    source, task -> Thread.ofVirtual().name("gauges").start(task));
            await(count);
        }
        return count;
    }

    private static void await(CompletableFuture<?> count) {
        try {
            count.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Not a number, then.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
