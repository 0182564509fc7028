package dev.riskflow.crash;

import dev.riskflow.environment.Riskflow;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** How long callers of something else wait. */
record Latency(List<Duration> sorted) {

    static Latency ofReportLists(Riskflow service, int calls) {
        return new Latency(
                IntStream.range(0, calls).mapToObj(n -> once(service)).sorted().toList());
    }

    private static Duration once(Riskflow service) {
        long start = System.nanoTime();
        int status = service.office().get("/risk-reports").status();
        if (status != 200) {
            throw new AssertionError("GET /risk-reports: " + status);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Duration median() {
        return sorted.get(sorted.size() / 2);
    }

    Duration slowest() {
        return sorted.getLast();
    }

    @Override
    public String toString() {
        return "median %d ms, slowest %d ms"
                .formatted(median().toMillis(), slowest().toMillis());
    }
}
