package dev.riskflow.flow.callback;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.browser.BrowserCookie;
import dev.riskflow.flow.browser.PublicSettings;
import dev.riskflow.flow.browser.RevealedSecret;
import dev.riskflow.flow.browser.Wanted;
import dev.riskflow.flow.callback.ReceivingCallback.CallbackAnswer;
import dev.riskflow.secrets.Secret;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonSerialize;

/** {@code GET /callback}: where the provider's widget sends the browser, or where the embedding page relays it to. */
@RestController
class CallbackController {

    private final ReceivingCallback receivingCallback;
    private final PublicSettings publicSettings;

    CallbackController(ReceivingCallback receivingCallback, PublicSettings publicSettings) {
        this.receivingCallback = receivingCallback;
        this.publicSettings = publicSettings;
    }

    /**
     * A browser goes on to the return URL, which learns flow and status, and never the code. The embedding page, which
     * relays the widget's message, gets the status.
     */
    @GetMapping("/callback")
    @CallbackParameters
    @ApiResponse(
            responseCode = "303",
            description = "On to the return URL",
            headers = @Header(name = "Location", schema = @Schema(type = "string")),
            content = @Content)
    @ApiResponse(
            responseCode = "200",
            description = "To the page that relayed it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Status.class)))
    ResponseEntity<Status> comeBack(
            @RequestParam @Parameter(hidden = true) MultiValueMap<String, String> parameters,
            HttpServletRequest request) {
        CallbackMessage message = CallbackMessage.parse(parameters);
        CallbackAnswer answer = receivingCallback.receive(
                message, BrowserCookie.in(request, message.flow()).orElse(null));
        return Wanted.by(request) == Wanted.JSON
                ? ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new Status(answer.flowId().value(), answer.status(), answer.confirmation()))
                : ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(target(answer))
                        .build();
    }

    /** Whoever only looks at a link, as scanners of mails do, has not followed it: nothing is read, nothing is done. */
    @RequestMapping(path = "/callback", method = RequestMethod.HEAD)
    @SecurityRequirements
    @ApiResponse(responseCode = "204", description = "Nothing was done")
    ResponseEntity<Void> look() {
        return ResponseEntity.noContent().build();
    }

    private URI target(CallbackAnswer answer) {
        if (answer.returnUrl() == null) {
            return publicSettings.returnPage(answer.flowId().value());
        }
        // As text: a URI builder would refuse or rewrite what an allowed URL may hold.
        String separator = answer.returnUrl().contains("?") ? "&" : "?";
        return URI.create(answer.returnUrl() + separator + "flow_id=" + answer.flowId() + "&status="
                + answer.status().text() + confirmation(answer.confirmation()));
    }

    private static String confirmation(@Nullable Secret proof) {
        return proof == null ? "" : "&confirmation=" + proof.reveal();
    }

    /**
     * Body of the relayed answer.
     *
     * @param confirmation what the frontend confirms the user's return with; only while that is awaited
     */
    record Status(
            String flowId,
            FlowStatus status,

            @JsonSerialize(using = RevealedSecret.class) @Nullable
            Secret confirmation) {}
}
