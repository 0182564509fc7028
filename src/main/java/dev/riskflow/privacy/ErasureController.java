package dev.riskflow.privacy;

import dev.riskflow.flow.FlowProblem;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.parameters.BadParameterException;
import dev.riskflow.report.parameters.LimitParameter;
import dev.riskflow.report.parameters.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Erases, and tells what was erased. */
@RestController
class ErasureController {

    /** What a caller waits for; a user with more flows than these is erased by a job. */
    private static final int BATCHES_AT_ONCE = 10;

    private final Erasing erasing;
    private final ErasureStore erasures;
    private final Pseudonyms pseudonyms;

    ErasureController(Erasing erasing, ErasureStore erasures, Pseudonyms pseudonyms) {
        this.erasing = erasing;
        this.erasures = erasures;
        this.pseudonyms = pseudonyms;
    }

    /** Repeated, it is answered the same: who asks again learns that it is done. */
    @DeleteMapping("/risk-flows/{flow_id}")
    @ApiResponse(responseCode = "204", description = "Nothing is left of it")
    ResponseEntity<Void> eraseFlow(@PathVariable("flow_id") FlowId flow, Principal client) {
        if (!erasing.erase(flow, client.getName())) {
            throw FlowProblem.notFound();
        }
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/users/{user_id}")
    @ApiResponse(responseCode = "204", description = "Nothing is held on this user (any more)")
    @ApiResponse(responseCode = "202", description = "It is ordered, and goes on by itself")
    ResponseEntity<Void> eraseUser(@PathVariable("user_id") String userId, Principal client) {
        boolean finished = erasing.erase(UserId.of(userId), client.getName(), BATCHES_AT_ONCE);
        return ResponseEntity.status(finished ? HttpStatus.NO_CONTENT : HttpStatus.ACCEPTED)
                .build();
    }

    /** For an id that can't stand in a path, such as one with a slash. */
    @DeleteMapping("/users")
    @Parameter(name = "user_id", in = ParameterIn.QUERY, required = true, schema = @Schema(type = "string"))
    @ApiResponse(responseCode = "204", description = "Nothing is held on this user (any more)")
    @ApiResponse(responseCode = "202", description = "It is ordered, and goes on by itself")
    ResponseEntity<Void> eraseUserByParameter(HttpServletRequest request, Principal client) {
        QueryParameters parameters = QueryParameters.of(request.getParameterMap(), Set.of("user_id"));
        return eraseUser(parameters.required("user_id"), client);
    }

    /** Newest first; with {@code user_id} or {@code flow_id}, whether and when that one was erased. */
    @GetMapping(path = "/erasures", produces = MediaType.APPLICATION_JSON_VALUE)
    @ErasureParameters
    @LimitParameter
    ErasurePage listErasures(HttpServletRequest request) {
        QueryParameters parameters =
                QueryParameters.of(request.getParameterMap(), Set.of("user_id", "flow_id", "limit", "before"));
        int limit = parameters.limit();
        Long before = parameters.read("before", Long::valueOf, "must be next_before of the answer before");
        return ErasurePage.of(
                erasures.page(subject(parameters), before == null ? Long.MAX_VALUE : before, limit + 1), limit);
    }

    private byte @Nullable [] subject(QueryParameters parameters) {
        String user = parameters.text("user_id");
        FlowId flow = parameters.read("flow_id", FlowId::new, "is malformed");
        if (user != null && flow != null) {
            throw new BadParameterException("flow_id does not go with user_id");
        }
        return user != null ? pseudonyms.ofUser(user) : flow != null ? pseudonyms.ofFlow(flow) : null;
    }
}
