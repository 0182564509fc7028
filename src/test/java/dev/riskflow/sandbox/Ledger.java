package dev.riskflow.sandbox;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What happened at the sandbox, in order: the evidence for tests that count calls. */
public final class Ledger {

    private final List<LedgerEntry> entries = new ArrayList<>();
    private long revokedFamilies;

    synchronized void record(LedgerEntry entry) {
        entries.add(entry);
        notifyAll();
    }

    synchronized void familyRevoked() {
        revokedFamilies++;
        notifyAll();
    }

    public synchronized List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    public List<LedgerEntry> entries(String flowId) {
        return entries().stream().filter(entry -> entry.concerns(flowId)).toList();
    }

    public long count(Operation operation) {
        return count(entry -> entry.operation() == operation);
    }

    public long count(Operation operation, String flowId) {
        return count(entry -> entry.operation() == operation && entry.concerns(flowId));
    }

    public long count(Operation operation, Outcome outcome) {
        return count(entry -> entry.is(operation, outcome));
    }

    public synchronized long count(Predicate<LedgerEntry> wanted) {
        return entries.stream().filter(wanted).count();
    }

    /** Requests with that outcome by flow; for tests of thousands of flows. Flows without any are absent. */
    public Map<String, Long> countByFlow(Operation operation, Outcome outcome) {
        return entries().stream()
                .filter(entry -> entry.is(operation, outcome) && entry.flowId() != null)
                .collect(groupingBy(entry -> Objects.requireNonNull(entry.flowId()), counting()));
    }

    public synchronized long revokedFamilies() {
        return revokedFamilies;
    }

    /**
     * Waits until {@code times} requests of that kind were handled; says whether they came before the limit. A request
     * is entered once it is acted upon, before its answer leaves.
     */
    public synchronized boolean await(Predicate<LedgerEntry> wanted, long times, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long found = 0;
        int read = 0;
        while (true) {
            for (; read < entries.size(); read++) {
                found += wanted.test(entries.get(read)) ? 1 : 0;
            }
            long left = deadline - System.nanoTime();
            if (found >= times || left <= 0) {
                return found >= times;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
