package dev.riskflow.flow.start;

import dev.riskflow.flow.FlowProblem;
import dev.riskflow.flow.FlowView;
import dev.riskflow.flow.Requester;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.life.FlowViews;
import dev.riskflow.flow.start.once.IdempotencyKey;
import dev.riskflow.flow.start.once.RepeatedByKey;
import dev.riskflow.flow.start.request.EndUserStarts;
import dev.riskflow.flow.start.request.FlowOrder;
import dev.riskflow.flow.start.request.RequestJson;
import dev.riskflow.flow.start.request.StartFlowRequest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.parameters.Tagged;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Flows, for the frontend that started them and for the back office. */
@RestController
@RequestMapping(path = "/risk-flows", produces = MediaType.APPLICATION_JSON_VALUE)
class FlowController {

    private final StartingOnce startingOnce;
    private final EndUserStarts endUserStarts;
    private final FlowRepository flows;
    private final FlowViews views;

    FlowController(StartingOnce startingOnce, EndUserStarts endUserStarts, FlowRepository flows, FlowViews views) {
        this.startingOnce = startingOnce;
        this.endUserStarts = endUserStarts;
        this.flows = flows;
        this.views = views;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RepeatedByKey
    ResponseEntity<FlowLink> start(@Valid @RequestBody StartFlowRequest body, HttpServletRequest request) {
        Requester requester = Requester.of(request);
        FlowOrder order = endUserStarts.order(requester, body);
        String text = "start " + RequestJson.write(order.parameters());
        return startingOnce
                .start(IdempotencyKey.in(request), requester.name(), text, () -> order)
                .created();
    }

    /** Another client's flow is not found, so that ids can't be probed. */
    @GetMapping("/{flow_id}")
    @Tagged
    ResponseEntity<FlowView> readFlow(@PathVariable("flow_id") FlowId flowId, HttpServletRequest request) {
        Flow flow = flows.findWithTransitionsByFlowId(flowId.value())
                .filter(found -> mayRead(found, request))
                .orElseThrow(FlowProblem::notFound);
        FlowView view = views.of(flow);
        return ResponseEntity.ok().eTag(tag(flow.changes(), view)).body(view);
    }

    /** The flow's version knows nothing of its grant, nor that a flow beside it was erased. */
    private static String tag(long version, FlowView view) {
        String before = view.renews() == null ? "" : "-renews";
        String after = view.renewedBy() == null ? "" : "-renewed";
        return version + "-" + view.next().text() + before + after;
    }

    private static boolean mayRead(Flow flow, HttpServletRequest request) {
        return Requester.isBackOffice(request) || flow.isOf(Requester.of(request));
    }
}
