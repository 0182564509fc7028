package dev.riskflow.flow.callback;

import dev.riskflow.flow.FlowView;
import dev.riskflow.flow.Requester;
import dev.riskflow.provider.FlowId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /risk-flows/{flow_id}/confirmation}: the frontend vouches for the user who came back. */
@RestController
class ConfirmationController {

    private final ConfirmingFlow confirmingFlow;

    ConfirmationController(ConfirmingFlow confirmingFlow) {
        this.confirmingFlow = confirmingFlow;
    }

    @PostMapping(path = "/risk-flows/{flow_id}/confirmation", produces = MediaType.APPLICATION_JSON_VALUE)
    FlowView confirm(
            @PathVariable("flow_id") FlowId flowId,
            @Valid @RequestBody ConfirmationRequest request,
            HttpServletRequest call) {
        return confirmingFlow.confirm(flowId, Requester.of(call), request.proof());
    }
}
