package dev.riskflow.flow.office;

import dev.riskflow.provider.FlowId;
import dev.riskflow.token.GrantStory;
import dev.riskflow.token.Grants;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /risk-flows/{flow_id}/grant}: what became of a flow's tokens, for the back office. */
@RestController
class GrantController {

    private final Grants grants;

    GrantController(Grants grants) {
        this.grants = grants;
    }

    @GetMapping(path = "/risk-flows/{flow_id}/grant", produces = MediaType.APPLICATION_JSON_VALUE)
    GrantStory readGrant(@PathVariable("flow_id") FlowId flowId) {
        return grants.story(flowId)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "This flow never had a grant"));
    }
}
