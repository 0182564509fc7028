package dev.riskflow.web;

import dev.riskflow.RequestTurns;
import java.io.IOException;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * A request that waits for the provider gives up its turn for so long: however slow the provider is, browsers that come
 * back with a code are not kept waiting for it. {@code riskflow.provider.max-concurrent} bounds such requests.
 */
@Component
class ProviderTakesNoTurn implements RestClientCustomizer, ClientHttpRequestInterceptor {

    private final RequestTurns turns;

    ProviderTakesNoTurn(RequestTurns turns) {
        this.turns = turns;
    }

    @Override
    public void customize(RestClient.Builder client) {
        client.requestInterceptor(this);
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        return turns.without(() -> execution.execute(request, body));
    }
}
