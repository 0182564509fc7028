package dev.riskflow.crash;

import static dev.riskflow.sandbox.Operation.REFRESH;

import dev.riskflow.sandbox.LedgerEntry;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What became of a case after the restart.
 *
 * @param left the state that the dead process left behind
 * @param requests what the provider did, request by request
 * @param mostPresentations of the same refresh token
 * @param ledger the service's own account
 * @param rests seconds from each doubt to its probe
 * @param answers the statuses that callers got, once each, until the case was decided
 * @param served whether access goes on
 */
record CrashResult(
        CrashCase crash,
        String left,
        List<String> requests,
        int mostPresentations,
        List<String> ledger,
        List<Double> rests,
        TreeSet<Integer> answers,
        boolean served) {

    static CrashResult of(CrashCase crash, String left, Collection<Integer> answers, Site site) {
        List<LedgerEntry> refreshes = refreshes(site.provider(), crash.flowId());
        List<String> presented = refreshes.stream()
                .map(entry -> Objects.requireNonNull(entry.grant()))
                .toList();
        List<String> tokens = presented.stream().distinct().toList();
        return new CrashResult(
                crash,
                left,
                IntStream.range(0, refreshes.size())
                        .mapToObj(n -> "token %d %s"
                                .formatted(
                                        tokens.indexOf(presented.get(n)) + 1,
                                        refreshes.get(n).outcome()))
                        .toList(),
                tokens.stream()
                        .mapToInt(token -> Collections.frequency(presented, token))
                        .max()
                        .orElse(0),
                site.tables().ledger(crash.flowId()),
                site.tables().rests(crash.flowId()),
                new TreeSet<>(answers),
                answers.contains(200));
    }

    private static List<LedgerEntry> refreshes(SandboxProvider provider, String flowId) {
        return provider.ledger().entries(flowId).stream()
                .filter(entry -> entry.operation() == REFRESH)
                .toList();
    }

    int probes() {
        return (int) ledger.stream().filter(entry -> entry.startsWith("PROBE ")).count();
    }

    int doubts() {
        return (int) ledger.stream()
                .filter(entry -> entry.endsWith(" IN_DOUBT") || entry.endsWith(" HOLDER_LOST"))
                .count();
    }

    static String tableHead() {
        return """
                | rotation | killed at | row left | at the provider | ledger | callers | end |
                | --- | --- | --- | --- | --- | --- | --- |""";
    }

    String tableRow() {
        return "| %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        crash.cause(),
                        crash.point(),
                        left,
                        requests.isEmpty() ? "nothing" : String.join(", ", requests),
                        ledger.isEmpty() ? "nothing" : String.join(", ", ledger),
                        answers,
                        served ? "served" : "lost in rotation");
    }
}
