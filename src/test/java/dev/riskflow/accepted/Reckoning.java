package dev.riskflow.accepted;

import static dev.riskflow.sandbox.Operation.EXCHANGE;
import static dev.riskflow.sandbox.Operation.FETCH_REPORT;
import static java.util.stream.Collectors.groupingBy;

import dev.riskflow.sandbox.LedgerEntry;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.Outcome;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Holds what the service says became of its flows against the provider's own record. */
final class Reckoning {

    private final FlowTables tables;
    private final SandboxProvider provider;
    private final BadWeather weather;
    private final Pair services;
    private final List<String> wrongs = new ArrayList<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private final Map<String, List<LedgerEntry>> record;

    Reckoning(FlowTables tables, SandboxProvider provider, BadWeather weather, Pair services) {
        this.tables = tables;
        this.provider = provider;
        this.weather = weather;
        this.services = services;
        this.record = provider.ledger().entries().stream()
                .filter(entry -> entry.flowId() != null)
                .collect(groupingBy(entry -> Objects.requireNonNull(entry.flowId())));
    }

    /** What is wrong, flow by flow. */
    List<String> of(Collection<String> accepted) {
        wrongs.addAll(tables.contradictions());
        accepted.forEach(this::judge);
        return wrongs;
    }

    /** How many flows ended how. */
    Map<String, Integer> ends() {
        return ends;
    }

    private void judge(String flowId) {
        String end = tables.end(flowId);
        ends.merge(end, 1, Integer::sum);
        switch (end) {
            case "COMPLETED" -> judgeReport(flowId);
            case "FAILED EXCHANGE_IN_DOUBT" -> require(refusedAfterServing(flowId), flowId, end, "not confirmed");
            case "FAILED ACCESS_LOST" ->
                require(
                        refusedAfterServing(flowId) && has(flowId, FETCH_REPORT, Outcome.INVALID_TOKEN),
                        flowId,
                        end,
                        "not confirmed");
            default -> wrong(flowId, end, "no end that anything here could bring about");
        }
        require(
                count(flowId, EXCHANGE) <= tables.exchanges(flowId),
                flowId,
                end,
                "a code was presented without a claim");
        byCode(flowId).values().forEach(code -> judgeCode(flowId, end, code));
    }

    /** Stored once, as it was served. */
    private void judgeReport(String flowId) {
        require(has(flowId, FETCH_REPORT, Outcome.SERVED), flowId, "COMPLETED", "no report was ever served");
        require(
                tables.documents(flowId).equals(List.of(provider.report(flowId))),
                flowId,
                "COMPLETED",
                "does not hold the report as served, once");
    }

    /** A code that bought tokens is presented again only if those could not be had: never by habit, never by two. */
    private void judgeCode(String flowId, String end, List<LedgerEntry> presentations) {
        List<LedgerEntry> served = presentations.stream()
                .filter(each -> each.outcome() == Outcome.SERVED)
                .toList();
        boolean again = presentations.stream().anyMatch(each -> each.outcome() == Outcome.REUSED_GRANT);
        require(served.size() <= 1, flowId, end, "one code bought tokens twice");
        require(
                !again || served.stream().allMatch(first -> isLost(flowId, first)),
                flowId,
                end,
                "a code was presented again although its tokens had come");
    }

    /** The answer did not get through, or its receiver died, or had given it up: the machine was slower than foreseen. */
    private boolean isLost(String flowId, LedgerEntry served) {
        return weather.withheldTokens(flowId)
                || services.diedSoonAfter(served.at())
                || tables.outlasted(flowId, weather.timeOut());
    }

    private boolean refusedAfterServing(String flowId) {
        return byCode(flowId).values().stream()
                .map(code -> code.stream().map(LedgerEntry::outcome).toList())
                .anyMatch(outcomes -> outcomes.contains(Outcome.SERVED) && outcomes.getLast() == Outcome.REUSED_GRANT);
    }

    private Map<String, List<LedgerEntry>> byCode(String flowId) {
        Map<String, List<LedgerEntry>> codes = new LinkedHashMap<>();
        entries(flowId).stream()
                .filter(entry -> entry.operation() == EXCHANGE)
                .forEach(entry -> codes.computeIfAbsent(String.valueOf(entry.grant()), code -> new ArrayList<>())
                        .add(entry));
        return codes;
    }

    private boolean has(String flowId, Operation operation, Outcome outcome) {
        return entries(flowId).stream().anyMatch(entry -> entry.operation() == operation && entry.outcome() == outcome);
    }

    private long count(String flowId, Operation operation) {
        return entries(flowId).stream()
                .filter(entry -> entry.operation() == operation)
                .count();
    }

    private List<LedgerEntry> entries(String flowId) {
        return record.getOrDefault(flowId, List.of());
    }

    private void require(boolean right, String flowId, String end, String otherwise) {
        if (!right) {
            wrong(flowId, end, otherwise);
        }
    }

    private void wrong(String flowId, String end, String what) {
        wrongs.add("%s, %s: %s; at the provider: %s"
                .formatted(
                        flowId,
                        end,
                        what,
                        entries(flowId).stream()
                                .map(entry -> entry.operation() + " " + entry.outcome()
                                        + (entry.answered() ? "" : " unanswered"))
                                .toList()));
    }
}
