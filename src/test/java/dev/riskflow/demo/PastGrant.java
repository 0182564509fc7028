package dev.riskflow.demo;

import dev.riskflow.demo.PastFlow.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a made-up flow's code and tokens.
 *
 * @param state of the grant; null if there is none any more
 * @param reason why there is no access
 * @param requests for tokens, oldest first: the first presents the code
 */
record PastGrant(@Nullable String state, @Nullable String reason, List<Request> requests) {

    /** A token request. */
    record Request(String cause, String outcome, Instant at) {}

    static PastGrant of(PastFlow flow) {
        return flow.ending() == Ending.FAILED ? ofFailed(flow) : ofCompleted(flow);
    }

    /** How many tokens there were. */
    int generation() {
        return (int) requests.stream()
                .filter(request -> request.outcome().equals("STORED"))
                .count();
    }

    private static PastGrant ofFailed(PastFlow flow) {
        return switch (flow.reason()) {
            case "CODE_REFUSED" -> new PastGrant("REAUTHORIZE", "CODE_REFUSED", exchange(flow, "REFUSED"));
            case "CODE_EXPIRED" -> new PastGrant("REAUTHORIZE", "CODE_EXPIRED", exchange(flow, "NOT_SENT"));
            case "EXCHANGE_IN_DOUBT" ->
                new PastGrant("REAUTHORIZE", "EXCHANGE_IN_DOUBT", exchange(flow, "IN_DOUBT", "REFUSED"));
            case "NOT_CONFIRMED" -> new PastGrant("REAUTHORIZE", "CODE_EXPIRED", List.of());
            case "ACCESS_LOST" -> {
                List<Request> requests = new ArrayList<>(exchange(flow, "STORED"));
                requests.add(new Request("USE", "REFUSED", flow.endedAt().plusMillis(800)));
                yield new PastGrant("REAUTHORIZE", "GRANT_REFUSED", requests);
            }
            case "REPORT_UNAVAILABLE", "DEADLINE_PASSED" -> new PastGrant("ACTIVE", null, exchange(flow, "STORED"));
            case null, default -> new PastGrant(null, null, List.of());
        };
    }

    private static List<Request> exchange(PastFlow flow, String... outcomes) {
        List<Request> requests = new ArrayList<>();
        for (String outcome : outcomes) {
            requests.add(new Request("EXCHANGE", outcome, flow.endedAt().plusMillis(20L + 500L * requests.size())));
        }
        return requests;
    }

    /** A one-time flow's tokens are deleted once they have served. */
    private static PastGrant ofCompleted(PastFlow flow) {
        return switch (flow.access()) {
            case NONE -> new PastGrant(null, null, flow.versions() == 0 ? List.of() : exchange(flow, "STORED"));
            case ALIVE -> new PastGrant("ACTIVE", null, uses(flow, "STORED"));
            case LOST -> new PastGrant("REAUTHORIZE", "GRANT_REFUSED", uses(flow, "REFUSED"));
            case IN_DOUBT -> new PastGrant("IN_DOUBT", null, uses(flow, "IN_DOUBT"));
        };
    }

    /** One for each version of the report, and another one where that ended badly. */
    private static List<Request> uses(PastFlow flow, String last) {
        List<Request> requests = new ArrayList<>(exchange(flow, "STORED"));
        for (int i = 1; i < flow.versions(); i++) {
            requests.add(new Request("USE", "STORED", flow.versionAt(i)));
        }
        if (!last.equals("STORED")) {
            requests.add(new Request("USE", last, flow.lastAt()));
        }
        return requests;
    }
}
