package dev.riskflow.flow.office;

import dev.riskflow.flow.FlowView;
import dev.riskflow.provider.FlowId;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /risk-flows/{flow_id}/retry}: the back office has completion tried again, now. */
@RestController
class RetryController {

    private final RetryingFlow retryingFlow;

    RetryController(RetryingFlow retryingFlow) {
        this.retryingFlow = retryingFlow;
    }

    @PostMapping(path = "/risk-flows/{flow_id}/retry", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    FlowView retry(@PathVariable("flow_id") FlowId flowId) {
        return retryingFlow.retry(flowId);
    }
}
