package dev.riskflow.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the browser is sent, and with which parameters (contract, "Callback"). */
record Callback(URI redirectUri, Map<String, String> parameters) {

    static Callback succeeded(SandboxFlow flow, CallbackSpelling spelling, String code) {
        Map<String, String> parameters = common(flow, true);
        if (spelling == CallbackSpelling.ABORT) {
            parameters.put(spelling.parameter(), "false");
        }
        parameters.put("code", code);
        return new Callback(flow.terms().redirectUri(), parameters);
    }

    static Callback unsuccessful(SandboxFlow flow, CallbackSpelling spelling, boolean cancelled) {
        Map<String, String> parameters = common(flow, false);
        parameters.put(spelling.parameter(), Boolean.toString(cancelled));
        return new Callback(flow.terms().redirectUri(), parameters);
    }

    private static Map<String, String> common(SandboxFlow flow, boolean success) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String state = flow.terms().state();
        if (state != null) {
            parameters.put("state", state);
        }
        parameters.put("flow_id", flow.id());
        parameters.put("success", Boolean.toString(success));
        return parameters;
    }

    URI uri() {
        String query = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(joining("&"));
        return URI.create(redirectUri + (redirectUri.getRawQuery() == null ? "?" : "&") + query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
