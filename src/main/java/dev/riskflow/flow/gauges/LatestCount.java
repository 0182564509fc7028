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
 * What could not be counted is not a number.
 */
final class LatestCount {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Supplier<Map<Watched, Double>> source;
    private final long keepNanos;
    private CompletableFuture<Map<Watched, Double>> count = CompletableFuture.failedFuture(new IllegalStateException());
    private long begunAt;
    private boolean begun;

    LatestCount(Supplier<Map<Watched, Double>> source, Duration keep) {
        this.source = source;
        this.keepNanos = keep.toNanos();
    }

    double of(Watched watched) {
        CompletableFuture<Map<Watched, Double>> latest = latest();
        return answered(latest) ? latest.join().getOrDefault(watched, Double.NaN) : Double.NaN;
    }

    /** One if the database answered, zero if it did not. */
    double answered() {
        return answered(latest()) ? 1 : 0;
    }

    private static boolean answered(CompletableFuture<?> count) {
        return count.isDone() && !count.isCompletedExceptionally();
    }

    /** Whoever begins a count waits for it; others that come meanwhile do so after him, in vain or not. */
    private synchronized CompletableFuture<Map<Watched, Double>> latest() {
        boolean old = !begun || System.nanoTime() - begunAt >= keepNanos;
        if (old && count.isDone()) {
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
