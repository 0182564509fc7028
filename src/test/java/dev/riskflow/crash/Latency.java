package dev.riskflow.crash;

import dev.riskflow.environment.Riskflow;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** How long callers wait. */
public record Latency(List<Duration> sorted) {

    /** Of calls that were made. */
    public static Latency of(Collection<Duration> calls) {
        return new Latency(calls.stream().sorted().toList());
    }

    /** Of callers of something else. */
    static Latency ofReportLists(Riskflow service, int calls) {
        return of(IntStream.range(0, calls).mapToObj(n -> once(service)).toList());
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
        return percentile(50);
    }

    /** So many of a hundred callers wait no longer. */
    public Duration percentile(int percent) {
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }

    Duration slowest() {
        return sorted.getLast();
    }

    @Override
    public String toString() {
        return "median %d ms, p99 %d ms, slowest %d ms"
                .formatted(
                        median().toMillis(),
                        percentile(99).toMillis(),
                        slowest().toMillis());
    }
}
