package dev.riskflow.provider;

import dev.riskflow.secrets.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Bearer for a call that carries an access token, our own HTTP Basic credentials for every other. */
final class CallAuthentication implements ClientHttpRequestInterceptor {

    private final String basic;

    CallAuthentication(String clientId, Secret clientSecret) {
        basic = HttpHeaders.encodeBasicAuth(clientId, clientSecret.reveal(), StandardCharsets.UTF_8);
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (request.getAttributes().get(ProviderApi.ACCESS_TOKEN) instanceof Secret token) {
            request.getHeaders().setBearerAuth(token.reveal());
        } else {
            request.getHeaders().setBasicAuth(basic);
        }
        return execution.execute(request, body);
    }
}
