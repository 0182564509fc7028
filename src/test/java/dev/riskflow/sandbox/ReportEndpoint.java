package dev.riskflow.sandbox;

import java.time.Instant;

/** {@code GET /rest/risk-reports/{flow id}}. */
final class ReportEndpoint {

    static final String PATH = "/rest/risk-reports/";

    private final Stage stage;
    private final Flows flows;
    private final Grants grants;

    ReportEndpoint(Stage stage, Flows flows, Grants grants) {
        this.stage = stage;
        this.flows = flows;
        this.grants = grants;
    }

    Answer serve(Incoming request) throws InterruptedException {
        String asked = request.path().substring(PATH.length());
        SandboxFlow flow = flows.find(asked);
        String flowId = flow == null ? null : flow.id();
        return stage.perform(Operation.FETCH_REPORT, flowId, () -> fetch(request, asked));
    }

    private Deed fetch(Incoming request, String asked) {
        SandboxFlow flow = flows.find(asked);
        String flowId = flow == null ? null : flow.id();
        String bearer = request.bearer();
        String owner = bearer == null ? null : grants.flowOfAccessToken(bearer);
        if (owner == null) {
            Deed refused = stage.refused(Outcome.INVALID_TOKEN, flowId, 401, "invalid_token", "no living token");
            return new Deed(refused.outcome(), flowId, refused.answer().with("WWW-Authenticate", "Bearer"));
        }
        if (flow == null || !owner.equals(flow.id())) {
            return stage.refused(Outcome.FOREIGN_TOKEN, flowId, 403, "forbidden", "not this token's report");
        }
        Conduct conduct = stage.conduct();
        Instant now = conduct.clock().instant();
        if (!flow.hasData(now)) {
            return stage.refused(Outcome.DATA_GONE, flowId, 404, "not_found", "no such report");
        }
        return Deed.served(flow.id(), Answer.json(200, flow.report(now, conduct.resyncEvery())));
    }
}
