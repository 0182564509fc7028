package dev.riskflow.flow.tickets;

import dev.riskflow.flow.FlowProblem;
import dev.riskflow.flow.Requester;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.provider.FlowId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /risk-flows/{flow_id}/tickets}: lets a page follow a flow that its server has started. */
@RestController
class TicketController {

    private final FlowRepository flows;
    private final FlowTickets tickets;

    TicketController(FlowRepository flows, FlowTickets tickets) {
        this.flows = flows;
        this.tickets = tickets;
    }

    @PostMapping(path = "/risk-flows/{flow_id}/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    FlowTicket issue(@PathVariable("flow_id") FlowId flowId, HttpServletRequest request) {
        Requester requester = Requester.of(request);
        return flows.findById(flowId.value())
                .filter(flow -> flow.isOf(requester))
                .map(flow -> tickets.issue(flow.id()))
                .orElseThrow(FlowProblem::notFound);
    }
}
