package dev.riskflow.flow.list;

import dev.riskflow.flow.Requester;
import dev.riskflow.report.parameters.BadParameterException;
import dev.riskflow.report.parameters.CursorParameter;
import dev.riskflow.report.parameters.LimitParameter;
import dev.riskflow.report.parameters.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /risk-flows}: a frontend's own flows; for the back office, all. */
@RestController
class FlowListController {

    private static final Set<String> FOR_FRONTENDS = FlowFilter.knownWith("limit", "cursor", "updated_after");
    private static final Set<String> FOR_BACK_OFFICE =
            FlowFilter.knownWith("limit", "cursor", "updated_after", "client");

    private final FlowList flows;
    private final FlowChanges changes;

    FlowListController(FlowList flows, FlowChanges changes) {
        this.flows = flows;
        this.changes = changes;
    }

    /** Newest first; with {@code updated_after}, or a cursor that came of it, by their latest change. */
    @GetMapping(path = "/risk-flows", produces = MediaType.APPLICATION_JSON_VALUE)
    @LimitParameter
    @CursorParameter
    @FlowListParameters
    FlowPage listFlows(HttpServletRequest request) {
        // Another client's flows are as if they were not there.
        boolean all = Requester.isBackOffice(request);
        QueryParameters parameters =
                QueryParameters.of(request.getParameterMap(), all ? FOR_BACK_OFFICE : FOR_FRONTENDS);
        FlowFilter filter = all
                ? FlowFilter.of(parameters, parameters.text("client"))
                : ofRequester(parameters, Requester.of(request));
        int limit = parameters.limit();
        ChangeCursor start = changesAfter(parameters);
        if (start == null) {
            return flows.page(filter, limit, parameters.cursor("cursor"));
        }
        if (filter.attention() != null) {
            throw new BadParameterException("attention does not go with updated_after: it changes without the flow");
        }
        return changes.after(filter, limit, start);
    }

    private static FlowFilter ofRequester(QueryParameters parameters, Requester requester) {
        FlowFilter filter = FlowFilter.of(parameters, requester.client());
        String endUser = requester.endUser();
        if (endUser == null) {
            return filter;
        }
        if (filter.userId() != null && !filter.userId().equals(endUser)) {
            throw new BadParameterException("user_id must be the one that the token is about");
        }
        return filter.withUserId(endUser);
    }

    /** Null if it is not the changes that are asked for. */
    private static @Nullable ChangeCursor changesAfter(QueryParameters parameters) {
        Instant updatedAfter = parameters.time("updated_after");
        String cursor = parameters.text("cursor");
        if (cursor == null) {
            return updatedAfter == null ? null : ChangeCursor.after(updatedAfter);
        }
        return updatedAfter == null && !ChangeCursor.isOne(cursor)
                ? null
                : parameters.read("cursor", ChangeCursor::parse, "is not one that this list gave out");
    }
}
