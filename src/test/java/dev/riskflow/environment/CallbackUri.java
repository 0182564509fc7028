package dev.riskflow.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** A callback, taken apart so that a test can bring it altered. */
public record CallbackUri(Map<String, String> parameters) {

    public static CallbackUri of(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : uri.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        return new CallbackUri(parameters);
    }

    public CallbackUri with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name, value);
        return new CallbackUri(changed);
    }

    public CallbackUri without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.remove(name);
        return new CallbackUri(changed);
    }

    public String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Path and query. */
    public String path() {
        return "/callback?"
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                        .collect(joining("&"));
    }

    @Override
    public String toString() {
        return "CallbackUri" + parameters.keySet();
    }
}
