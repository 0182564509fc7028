package dev.riskflow.benchmark;

import dev.riskflow.benchmark.Wire.Answer;
import dev.riskflow.environment.SandboxClients;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What one candidate is asked for in its turn, with a provider that answers at once. */
final class Round {

    static final int CALLERS = 16;

    private final Candidate candidate;
    private final Results results;

    Round(Candidate candidate, Results results) {
        this.candidate = candidate;
        this.results = results;
    }

    /** Flows are started, their users come back, and the reports are read and fetched again. */
    void run(int flows, int reads) {
        complete(start("one_time", flows));
        if (candidate.reportIds("ONGOING", 1).isEmpty()) {
            Load links = startQuietly("ongoing", flows / 2);
            Load.callers(CALLERS, candidate.port(), callbacks(links)).allGood();
            candidate.awaitCompletion();
        }
        candidate.settle();
        List<byte[]> pages = IntStream.range(0, reads)
                .mapToObj(n -> candidate.get(reader(), "/risk-reports"))
                .toList();
        measure(Measure.PAGE, reads, () -> call(pages));
        List<byte[]> singles = repeated(candidate.reportIds("ONE_TIME", 500), 2 * reads)
                .map(id -> candidate.get(reader(), "/risk-reports/" + id))
                .toList();
        measure(Measure.REPORT, singles.size(), () -> call(singles));
        List<byte[]> refreshes = candidate.reportIds("ONGOING", 500).stream()
                .map(id -> candidate.post(reader(), "/risk-reports/" + id + "/refresh", ""))
                .toList();
        candidate.ageAccessTokens();
        measure(Measure.ROTATION, refreshes.size(), () -> call(refreshes));
    }

    private String reader() {
        return candidate.name().equals("floor") ? SandboxClients.SHOP : SandboxClients.OFFICE;
    }

    private Load start(String type, int flows) {
        Load[] links = new Load[1];
        measure(Measure.START, flows, () -> links[0] = startQuietly(type, flows));
        return links[0];
    }

    Load startQuietly(String type, int flows) {
        return call(IntStream.range(0, flows)
                .mapToObj(n -> candidate.post(SandboxClients.SHOP, "/risk-flows", body(type, n)))
                .toList());
    }

    private static String body(String type, int number) {
        String user = type.equals("ongoing") ? "\"user_id\":\"user-" + number + "\"," : "";
        return "{\"type\":\"" + type + "\"," + user + "\"name\":\"Erika Mustermann\",\"language\":\"de\"}";
    }

    private void complete(Load links) {
        List<byte[]> callbacks = callbacks(links);
        long start = System.nanoTime();
        measure(Measure.COMPLETED, callbacks.size(), () -> {
            Load accepted = call(callbacks);
            results.add(Measure.CALLBACK, candidate, accepted.rate());
            candidate.awaitCompletion();
            return new Load(accepted.answers(), (System.nanoTime() - start) / 1e9);
        });
    }

    /** Where the browsers of those flows come back to, each with a code. */
    static List<byte[]> callbacks(Load links) {
        return links.answers().stream()
                .map(Round::callback)
                .map(Candidate::browse)
                .toList();
    }

    private static String callback(Answer link) {
        String location = link.member("location");
        return "/callback?flow_id=" + link.member("flow_id") + "&state="
                + location.substring(location.indexOf("state=") + "state=".length()) + "&success=true&code="
                + UUID.randomUUID();
    }

    private static java.util.stream.Stream<String> repeated(List<String> texts, int count) {
        return IntStream.range(0, count).mapToObj(n -> texts.get(n % texts.size()));
    }

    private Load call(List<byte[]> requests) {
        return Load.callers(CALLERS, candidate.port(), requests).allGood();
    }

    private void measure(Measure measure, int operations, java.util.function.Supplier<Load> work) {
        results.measure(measure, candidate, operations, work);
    }
}
