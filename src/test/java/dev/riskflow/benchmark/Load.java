package dev.riskflow.benchmark;

import dev.riskflow.benchmark.Wire.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Requests to one service, and how long they took together. */
record Load(List<Answer> answers, double seconds) {

    /** So many callers, each of whom asks again as soon as it was answered. */
    static Load callers(int count, int port, List<byte[]> requests) {
        Answer[] answers = new Answer[requests.size()];
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            IntStream.range(0, count)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> call(port, requests, next, answers), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        return new Load(List.of(answers), seconds(start));
    }

    private static void call(int port, List<byte[]> requests, AtomicInteger next, Answer[] answers) {
        try (Wire wire = new Wire(port)) {
            for (int i = next.getAndIncrement(); i < answers.length; i = next.getAndIncrement()) {
                answers[i] = wire.send(requests.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many a second, each with a connection of its own; whoever comes does not wait for those before. */
    static Load perSecond(int rate, int port, List<byte[]> requests) {
        long gap = TimeUnit.SECONDS.toNanos(1) / rate;
        long begin = System.nanoTime();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < requests.size(); i++) {
                byte[] request = requests.get(i);
                long due = begin + i * gap;
                answers.add(CompletableFuture.supplyAsync(
                        () -> once(port, request),
                        CompletableFuture.delayedExecutor(due - System.nanoTime(), TimeUnit.NANOSECONDS, threads)));
            }
            return new Load(answers.stream().map(CompletableFuture::join).toList(), seconds(begin));
        }
    }

    private static Answer once(int port, byte[] request) {
        try (Wire wire = new Wire(port)) {
            return wire.send(request);
        } catch (IOException e) {
            return new Answer(0, e.toString(), 0);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    double rate() {
        return answers.size() / seconds;
    }

    /** So many of a hundred took no longer. */
    double millis(int percent) {
        long[] sorted = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
        return sorted[Math.ceilDiv(sorted.length * percent, 100) - 1] / 1e6;
    }

    /** Fails if one was not answered as it should be. */
    Load allGood() {
        answers.stream().filter(answer -> !answer.isGood()).findFirst().ifPresent(bad -> {
            throw new AssertionError(bad + " " + bad.body());
        });
        return this;
    }
}
