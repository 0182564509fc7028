package dev.riskflow.accepted;

import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Users come in waves, and within each wave a process is killed: the first, the second, and so on in turn. In every other
 * wave, the last one among them, no instance hears what the others have done. Every fifth flow is followed.
 */
final class Storm {

    private final Pair services;
    private final SandboxProvider provider;
    private final Announcements announcements;
    private final Audience audience;
    private final Random random;
    private final Duration spread;
    private final List<Visitor> visitors = new ArrayList<>();

    /** @param spread how long a wave takes to arrive */
    Storm(
            Pair services,
            SandboxProvider provider,
            Announcements announcements,
            Audience audience,
            long seed,
            Duration spread) {
        this.services = services;
        this.provider = provider;
        this.announcements = announcements;
        this.audience = audience;
        this.random = new Random(seed);
        this.spread = spread;
    }

    /** The flows whose callbacks were accepted. */
    List<String> blow(int waves, int each) {
        List<String> accepted = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int wave = 0; wave < waves; wave++) {
                accepted.addAll(wave(wave, each, threads));
            }
        }
        return accepted;
    }

    int retries() {
        return visitors.stream().mapToInt(Visitor::retries).sum();
    }

    private List<String> wave(int number, int count, ExecutorService threads) {
        services.awaitReady(number % 2);
        hush(number % 2 == 1);
        List<CompletableFuture<String>> visits = IntStream.range(0, count)
                .mapToObj(n -> new Visitor(services, provider, random.nextLong(), follower(n)))
                .peek(visitors::add)
                .map(visitor -> CompletableFuture.supplyAsync(visitor::comeAndGo, sometime(threads)))
                .toList();
        CompletableFuture.runAsync(() -> services.kill(number % 2), sometime(threads))
                .join();
        return visits.stream().map(CompletableFuture::join).toList();
    }

    private void hush(boolean silent) {
        if (silent) {
            announcements.forbid();
        } else {
            announcements.allow();
        }
    }

    private Consumer<String> follower(int number) {
        long seed = random.nextLong();
        return flowId -> {
            if (number % 5 == 0) {
                audience.follow(flowId, seed);
            }
        };
    }

    private java.util.concurrent.Executor sometime(ExecutorService threads) {
        return CompletableFuture.delayedExecutor(random.nextLong(spread.toMillis()), TimeUnit.MILLISECONDS, threads);
    }
}
