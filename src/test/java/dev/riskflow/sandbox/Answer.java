package dev.riskflow.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer, or the lack of one. */
record Answer(int status, Map<String, String> headers, String body, boolean cut, Duration delay) {

    static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of("Content-Type", contentType), body, false, Duration.ZERO);
    }

    static Answer json(int status, String body) {
        return of(status, "application/json", body);
    }

    static Answer html(int status, String body) {
        return of(status, "text/html; charset=utf-8", body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), "", false, Duration.ZERO);
    }

    /** 303: the browser follows with GET, whatever it sent. */
    static Answer redirect(URI target) {
        return empty(303).with("Location", target.toString());
    }

    /** The connection is closed without a byte. */
    static Answer connectionCut() {
        return new Answer(200, Map.of(), "", true, Duration.ZERO);
    }

    Answer with(String header, String value) {
        Map<String, String> extended = new LinkedHashMap<>(headers);
        extended.put(header, value);
        return new Answer(status, extended, body, cut, delay);
    }

    Answer delayed(Duration by) {
        return new Answer(status, headers, body, cut, delay.plus(by));
    }

    ResponseDefinition toResponse() {
        ResponseDefinitionBuilder response = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withBody(body);
        headers.forEach((name, value) -> response.withHeader(name, value));
        if (cut) {
            response.withFault(Fault.EMPTY_RESPONSE);
        }
        if (delay.isPositive()) {
            response.withFixedDelay(Math.toIntExact(delay.toMillis()));
        }
        return response.build();
    }
}
