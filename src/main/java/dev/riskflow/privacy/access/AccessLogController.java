package dev.riskflow.privacy.access;

import dev.riskflow.report.parameters.LimitParameter;
import dev.riskflow.report.parameters.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /access-log}: who was shown which report, newest first. */
@RestController
class AccessLogController {

    private final AccessEntries entries;

    AccessLogController(AccessEntries entries) {
        this.entries = entries;
    }

    @GetMapping(path = "/access-log", produces = MediaType.APPLICATION_JSON_VALUE)
    @AccessLogParameters
    @LimitParameter
    AccessPage listAccess(HttpServletRequest request) {
        Set<String> known = new LinkedHashSet<>(AccessFilter.PARAMETERS);
        known.add("limit");
        QueryParameters parameters = QueryParameters.of(request.getParameterMap(), known);
        return entries.page(AccessFilter.of(parameters), parameters.limit());
    }
}
