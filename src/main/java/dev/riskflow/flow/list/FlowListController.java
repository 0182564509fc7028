package dev.riskflow.flow.list;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.PageCursor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /risk-flows}: a frontend's own flows; for the back office, all. */
@RestController
class FlowListController {

    private static final int LARGEST_PAGE = 200;
    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,256}");

    private final FlowList flows;
    private final FlowChanges changes;

    FlowListController(FlowList flows, FlowChanges changes) {
        this.flows = flows;
        this.changes = changes;
    }

    /** Newest first; with {@code updated_after} or a cursor of that list, by their latest change. */
    @GetMapping("/risk-flows")
    FlowPage list(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable FlowStatus status,
            @RequestParam @Nullable FlowType type,
            @RequestParam("user_id") @Nullable String userId,
            @RequestParam @Nullable String client,
            @RequestParam @Nullable AttentionFilter attention,
            @RequestParam("updated_after") @Nullable Instant updatedAfter,
            HttpServletRequest request) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw refused("limit must be from 1 to " + LARGEST_PAGE);
        }
        FlowFilter filter = new FlowFilter(visible(client, request), status, type, plain("user_id", userId), attention);
        return updatedAfter != null || ChangeCursor.isOne(cursor)
                ? changes.after(filter, limit, changesAfter(cursor, updatedAfter, attention))
                : flows.page(filter, limit, cursor == null ? null : parsed(cursor, PageCursor::parse));
    }

    /** Another client's flows are as if they were not there. */
    private static @Nullable String visible(@Nullable String client, HttpServletRequest request) {
        if (request.isUserInRole("BACK_OFFICE")) {
            return plain("client", client);
        }
        if (client != null) {
            throw refused("client can be chosen by the back office only");
        }
        return request.getRemoteUser();
    }

    private static ChangeCursor changesAfter(
            @Nullable String cursor, @Nullable Instant updatedAfter, @Nullable AttentionFilter attention) {
        if (attention != null) {
            throw refused("attention can't be combined with updated_after: it changes without the flow");
        }
        if (cursor != null || updatedAfter == null) {
            return parsed(cursor, ChangeCursor::parse);
        }
        try {
            return ChangeCursor.after(updatedAfter);
        } catch (IllegalArgumentException e) {
            throw refused("updated_after must lie between 1970 and 9999");
        }
    }

    private static <C> C parsed(@Nullable String cursor, Function<String, C> parser) {
        try {
            return parser.apply(cursor == null ? "" : cursor);
        } catch (IllegalArgumentException e) {
            throw refused("cursor is not one that this list gave out");
        }
    }

    /** What can't be stored can't be found; some of it the database would not even take. */
    private static @Nullable String plain(String parameter, @Nullable String value) {
        if (value != null && !PLAIN.matcher(value).matches()) {
            throw refused(parameter + " must have 1 to 256 characters, and no control characters");
        }
        return value;
    }

    private static ResponseStatusException refused(String why) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
    }
}
