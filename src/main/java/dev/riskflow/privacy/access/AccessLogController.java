package dev.riskflow.privacy.access;

import dev.riskflow.report.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /access-log}: who was shown which report, newest first. */
@RestController
class AccessLogController {

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final AccessEntries entries;

    AccessLogController(AccessEntries entries) {
        this.entries = entries;
    }

    @GetMapping("/access-log")
    @Parameter(
            name = "flow_id",
            in = ParameterIn.QUERY,
            description = "Whose report was shown",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "user_id",
            in = ParameterIn.QUERY,
            description = "Who was asked for, or whose data were exported",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "actor",
            in = ParameterIn.QUERY,
            description = "Who read: a client, or a user of the dashboard",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "A day or time, included",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "A day or time, not included",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Entries in the answer",
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            description = "Only earlier ones: next_before of the answer before",
            schema = @Schema(type = "integer"))
    AccessPage list(HttpServletRequest request) {
        Set<String> known = new LinkedHashSet<>(AccessFilter.PARAMETERS);
        known.add("limit");
        QueryParameters parameters = QueryParameters.of(request.getParameterMap(), known);
        return entries.page(AccessFilter.of(parameters), parameters.number("limit", 1, LARGEST_PAGE, PAGE));
    }
}
