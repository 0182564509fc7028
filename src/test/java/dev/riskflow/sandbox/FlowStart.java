package dev.riskflow.sandbox;

import java.util.function.Supplier;

/** {@code POST /onetime/risk-report} and {@code POST /ongoing/risk-report}. */
final class FlowStart {

    private final Stage stage;
    private final Flows flows;
    private final Supplier<String> baseUrl;
    private final Mint mint;

    FlowStart(Stage stage, Flows flows, Mint mint, Supplier<String> baseUrl) {
        this.mint = mint;
        this.stage = stage;
        this.flows = flows;
        this.baseUrl = baseUrl;
    }

    Answer serve(Incoming request, boolean ongoing) throws InterruptedException {
        return stage.perform(Operation.START_FLOW, null, () -> start(request, ongoing));
    }

    private Deed start(Incoming request, boolean ongoing) {
        if (!request.isFromOurClient()) {
            return stage.refused(Outcome.INVALID_CLIENT, null, 401, "invalid_client", "unknown client");
        }
        if (!request.isJson()) {
            return stage.refused(Outcome.INVALID_REQUEST, null, 415, "invalid_request", "JSON is required");
        }
        try {
            SandboxFlow flow = new SandboxFlow(FlowTerms.parse(ongoing, request.body()), mint.widgetKey());
            flows.add(flow);
            String location = baseUrl.get() + Widget.PATH + flow.widgetKey();
            String body = Json.write(Json.object("location", location, "id", flow.id()));
            return Deed.served(flow.id(), Answer.json(201, body));
        } catch (RefusedRequest refused) {
            return stage.refused(Outcome.INVALID_REQUEST, null, 400, "invalid_request", refused.reason());
        }
    }
}
