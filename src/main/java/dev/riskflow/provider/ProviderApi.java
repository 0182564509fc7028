package dev.riskflow.provider;

import dev.riskflow.secrets.Secret;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The provider's endpoints (contract, "Endpoints"). Answers of every status come back as bytes, so that what they mean
 * is decided in one place.
 */
@HttpExchange(accept = MediaType.APPLICATION_JSON_VALUE)
interface ProviderApi {

    /** Request attribute that holds the token of a Bearer call; a header argument would be logged in clear. */
    String ACCESS_TOKEN = "dev.riskflow.provider.accessToken";

    @PostExchange(url = "/onetime/risk-report", contentType = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> createOneTimeLink(@RequestBody WidgetLinkRequest request);

    @PostExchange(url = "/ongoing/risk-report", contentType = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> createOngoingLink(@RequestBody WidgetLinkRequest request);

    @PostExchange(url = "/auth/token", contentType = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> requestTokens(@RequestBody TokenBody body);

    @GetExchange("/rest/risk-reports/{flow}")
    ResponseEntity<byte[]> fetchReport(
            @PathVariable("flow") String flow, @RequestAttribute(ACCESS_TOKEN) Secret accessToken);
}
