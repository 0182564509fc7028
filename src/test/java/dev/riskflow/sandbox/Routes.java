package dev.riskflow.sandbox;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/** Brings each request to where it is answered. */
final class Routes implements ResponseDefinitionTransformerV2 {

    private final FlowStart flowStart;
    private final TokenEndpoint tokens;
    private final ReportEndpoint reports;
    private final Widget widget;

    Routes(FlowStart flowStart, TokenEndpoint tokens, ReportEndpoint reports, Widget widget) {
        this.flowStart = flowStart;
        this.tokens = tokens;
        this.reports = reports;
        this.widget = widget;
    }

    @Override
    public String getName() {
        return "sandbox-provider";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        return serve(Incoming.of(event.getRequest())).toResponse();
    }

    private Answer serve(Incoming request) {
        try {
            return route(request);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Answer.empty(503);
        } catch (RuntimeException defect) {
            // WireMock would send the stack trace, and its message may hold what was sent.
            return Answer.of(
                    500,
                    "text/plain",
                    "defect of the sandbox: " + defect.getClass().getName());
        }
    }

    private Answer route(Incoming request) throws InterruptedException {
        if (request.is("POST", "/onetime/risk-report")) {
            return flowStart.serve(request, false);
        }
        if (request.is("POST", "/ongoing/risk-report")) {
            return flowStart.serve(request, true);
        }
        if (request.is("POST", "/auth/token")) {
            return tokens.serve(request);
        }
        if (request.method().equals("GET") && request.path().startsWith(ReportEndpoint.PATH)) {
            return reports.serve(request);
        }
        if (request.path().startsWith(Widget.PATH)) {
            return widget.serve(request);
        }
        return ErrorShape.PROVIDER.render(404, "not_found", "no such resource");
    }
}
