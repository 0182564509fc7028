package dev.riskflow.accepted;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Browsers that come back, all at once or one after the other. What they got, in their order. */
final class Arrivals {

    private Arrivals() {}

    static List<Visit> atOnce(List<URI> callbacks) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Visit>> visits = new ArrayList<>();
            for (URI callback : callbacks) {
                visits.add(browsers.submit(() -> {
                    start.await();
                    return Browser.visit(callback);
                }));
            }
            start.countDown();
            return results(visits);
        }
    }

    /** Whoever comes does not wait for those before: a service that lags behind gets a queue, as it would in life. */
    static List<Visit> perSecond(int rate, List<URI> callbacks) {
        long gap = TimeUnit.SECONDS.toNanos(1) / rate;
        try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Visit>> visits = new ArrayList<>();
            long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
            for (int i = 0; i < callbacks.size(); i++) {
                URI callback = callbacks.get(i);
                long due = begin + i * gap;
                visits.add(CompletableFuture.supplyAsync(
                        () -> late(Browser.visit(callback), due),
                        CompletableFuture.delayedExecutor(due - System.nanoTime(), TimeUnit.NANOSECONDS, browsers)));
            }
            return results(visits);
        }
    }

    /** Counted from when it was to set out, which a busy machine may have delayed. */
    private static Visit late(Visit visit, long due) {
        return new Visit(visit.status(), Duration.ofNanos(System.nanoTime() - due));
    }

    static <T> List<T> results(List<? extends Future<T>> visits) {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> visit : visits) {
                results.add(visit.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return results;
    }
}
