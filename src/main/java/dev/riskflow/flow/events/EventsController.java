package dev.riskflow.flow.events;

import dev.riskflow.flow.FlowProblem;
import dev.riskflow.flow.Requester;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.tickets.FlowTickets;
import dev.riskflow.provider.FlowId;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /risk-flows/{flow_id}/events}: a flow's transitions, as they happen. */
@RestController
class EventsController {

    private final FlowRepository flows;
    private final Ends ends;
    private final Following following;
    private final JsonMapper mapper;
    private final Clock clock;

    EventsController(FlowRepository flows, Ends ends, Following following, JsonMapper mapper, Clock clock) {
        this.flows = flows;
        this.ends = ends;
        this.following = following;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Who has seen all that there will ever be gets a 204, which keeps a browser from connecting again. */
    @GetMapping(path = "/risk-flows/{flow_id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @SecurityRequirement(name = "basic")
    @SecurityRequirement(name = "bearer")
    @SecurityRequirement(name = "ticket")
    @ApiResponse(
            responseCode = "200",
            description = "Server-sent events",
            content = @Content(schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "204", description = "All that there will ever be was seen", content = @Content)
    void follow(
            @PathVariable("flow_id") FlowId flowId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        FollowedFlow flow = flows.findById(flowId.value())
                .filter(found -> mayFollow(found, request))
                .map(FollowedFlow::of)
                .orElseThrow(FlowProblem::notFound);
        Position from = new Position(flowId, LastEventId.parse(lastEventId, flow.seq()));
        if (isOver(flow, from)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else if (HttpMethod.HEAD.matches(request.getMethod())) {
            EventWriter.of(response, mapper);
        } else {
            following.follow(flow, from, EventWriter.of(response, mapper));
        }
    }

    private boolean isOver(FollowedFlow flow, Position from) {
        return from.seq() == flow.seq() && (!clock.instant().isBefore(flow.end()) || ends.isAt(flow.status(), from));
    }

    /** A ticket was looked at before, and is for this flow. Another client's flow is not found. */
    private static boolean mayFollow(Flow flow, HttpServletRequest request) {
        return Requester.isBackOffice(request)
                || request.isUserInRole(FlowTickets.ROLE)
                || flow.isOf(Requester.of(request));
    }
}
