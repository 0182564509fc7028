package dev.riskflow.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged jar against the floor, in turns. Prints a table, and keeps it in {@code target/benchmark}. */
@Tag("benchmark")
class BenchmarkIT {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int WARM_UPS = Integer.getInteger("benchmark.warm-ups", 5);
    private static final int SLOW_ROUNDS = Integer.getInteger("benchmark.slow-rounds", 5);
    private static final int FLOWS = Integer.getInteger("benchmark.flows", 1_500);
    private static final int READS = Integer.getInteger("benchmark.reads", 6_000);
    private static final int SLOW_MILLIS = 2_000;
    private static final int SLOW_RATE = 50;
    private static final int SLOW_CALLBACKS = 400;
    private static final int CROWD = 5_000;

    private final List<String> lines = new ArrayList<>();

    @Test
    void theServiceAgainstTheFloor() {
        int port = FreePort.find();
        try (BenchmarkDatabase database = BenchmarkDatabase.start();
                JvmProcess provider = JvmProcess.start("provider", Map.of(), providerCommand(port))) {
            Candidates candidates = new Candidates(database, "http://localhost:" + port);
            try (Candidate service = candidates.service();
                    Candidate floor = candidates.floor()) {
                List<Candidate> both = List.of(service.awaitReady(), floor.awaitReady());
                Results results = new Results(database);
                inTurns(WARM_UPS, both, candidate -> new Round(candidate, new Results(database)).run(FLOWS, READS));
                inTurns(ROUNDS, both, candidate -> new Round(candidate, results).run(FLOWS, READS));
                assertThat(provider.isAlive()).isTrue();
                if (SLOW_ROUNDS > 0) {
                    delay(port, SLOW_MILLIS);
                    inTurns(SLOW_ROUNDS, both, candidate -> slow(candidate, results));
                    crowd(service, results);
                }
                both.forEach(this::memory);
                both.forEach(candidate -> statements(database, candidate));
                report(results);
                if (SLOW_ROUNDS > 0) {
                    assertThat(results.ratio(Measure.SLOW_P99)).isLessThan(0.1);
                }
            }
        }
    }

    /** Its server closes connections that are idle if there are too many, and waits for more to send if not told. */
    private static List<String> providerCommand(int port) {
        return List.of(
                "-Xmx256m",
                "-Dsun.net.httpserver.maxIdleConnections=100000",
                "-Dsun.net.httpserver.idleInterval=600",
                "-Dsun.net.httpserver.nodelay=true",
                StubProvider.class.getName(),
                Integer.toString(port));
    }

    private static void inTurns(int rounds, List<Candidate> both, java.util.function.Consumer<Candidate> round) {
        for (int i = 0; i < rounds; i++) {
            both.forEach(round);
        }
    }

    private static void delay(int port, int millis) {
        Load.callers(1, port, List.of(Candidate.browse("/delay/" + millis))).allGood();
    }

    /** Browsers come back at a pace that both can keep up with. */
    private static void slow(Candidate candidate, Results results) {
        Load links = new Round(candidate, results).startQuietly("one_time", SLOW_CALLBACKS);
        double since = candidate.now();
        Load load = Load.perSecond(SLOW_RATE, candidate.port(), Round.callbacks(links))
                .allGood();
        candidate.awaitCompletion();
        results.add(Measure.SLOW_P50, candidate, load.millis(50));
        results.add(Measure.SLOW_P99, candidate, load.millis(99));
        results.add(Measure.TO_REPORT, candidate, candidate.secondsToReport(since));
    }

    /** All of them at once, and all of them are between callback and report before the first one is through. */
    private void crowd(Candidate service, Results results) {
        Load links = new Round(service, results).startQuietly("one_time", CROWD);
        long before = service.completed();
        double since = service.now();
        Load load = Load.perSecond(1_000_000, service.port(), Round.callbacks(links))
                .allGood();
        service.awaitCompletion();
        double took = service.now() - since;
        assertThat(service.completed() - before).as("completed").isEqualTo(CROWD);
        line(
                "%d flows under way at once, provider takes 2 s, heap of 512 MB: all callbacks answered after %.1f s, all reports stored after %.1f s, none lost"
                        .formatted(CROWD, load.seconds(), took));
    }

    private void memory(Candidate candidate) {
        line("%s after it all: %d MB of heap live, %d MB resident"
                .formatted(
                        candidate.name(),
                        candidate.process().liveHeapMegabytes(),
                        candidate.process().residentMegabytes()));
    }

    /** For whoever wants to know what it asks the database for. */
    private static void statements(BenchmarkDatabase database, Candidate candidate) {
        write("statements-" + candidate.name() + ".txt", database.mostFrequent(candidate.name()));
    }

    private void line(String text) {
        lines.add(text);
    }

    @SuppressWarnings("SystemOut") // for the person at the keyboard
    private void report(Results results) {
        String text = results.table() + String.join("\n", lines) + "\n";
        System.out.println(text);
        write("table.md", text);
    }

    private static void write(String file, String text) {
        try {
            Files.writeString(JvmProcess.outputDirectory().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
