package dev.riskflow.flow.start;

import dev.riskflow.flow.Requester;
import dev.riskflow.flow.start.once.IdempotencyKey;
import dev.riskflow.flow.start.once.RepeatedByKey;
import dev.riskflow.provider.FlowId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /risk-flows/{flow_id}/renewal}: a new link in the place of an ongoing flow. */
@RestController
class RenewalController {

    private final RenewingFlow renewingFlow;

    RenewalController(RenewingFlow renewingFlow) {
        this.renewingFlow = renewingFlow;
    }

    @PostMapping(path = "/risk-flows/{flow_id}/renewal", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @RepeatedByKey
    ResponseEntity<FlowLink> renew(@PathVariable("flow_id") FlowId flowId, HttpServletRequest request) {
        return renewingFlow
                .renew(flowId, Requester.of(request), IdempotencyKey.in(request))
                .created();
    }
}
