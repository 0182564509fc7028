package dev.riskflow.privacy.person;

import dev.riskflow.privacy.UserId;
import dev.riskflow.report.parameters.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /users/{user_id}/export}: all that is held on a user, as one JSON document. */
@RestController
class PersonExportController {

    private final PersonExport export;

    PersonExportController(PersonExport export) {
        this.export = export;
    }

    @GetMapping("/users/{user_id}/export")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    void export(@PathVariable("user_id") String userId, HttpServletResponse response) {
        write(userId, response);
    }

    /** For an id that can't stand in a path, such as one with a slash. */
    @GetMapping("/users")
    @Parameter(name = "user_id", in = ParameterIn.QUERY, required = true, schema = @Schema(type = "string"))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    void exportByParameter(HttpServletRequest request, HttpServletResponse response) {
        write(QueryParameters.of(request.getParameterMap(), Set.of("user_id")).required("user_id"), response);
    }

    private void write(String userId, HttpServletResponse response) {
        if (!export.write(UserId.of(userId).value(), response)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No flow is held of this user");
        }
    }
}
