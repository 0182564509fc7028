package dev.riskflow.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A caller of the sandbox's API, for its own tests. */
final class SandboxClient {

    static final String REDIRECT_URI = "https://app.example/callback";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final SandboxProvider provider;

    SandboxClient(SandboxProvider provider) {
        this.provider = provider;
    }

    /** A started flow. */
    record Started(String id, String location) {}

    /** Tokens, as answered. */
    record Tokens(String access, String refresh) {

        static Tokens of(HttpResponse<String> answer) {
            JsonNode body = json(answer);
            return new Tokens(
                    body.get("access_token").asString(),
                    body.get("refresh_token").asString());
        }
    }

    Started start() throws Exception {
        return start("onetime", Json.object("redirect_uri", REDIRECT_URI, "state", "s t&1"));
    }

    Started startOngoing() throws Exception {
        return start("ongoing", Json.object("redirect_uri", REDIRECT_URI, "user_id", "user-1", "save_secrets", true));
    }

    Started start(String type, Map<String, Object> fields) throws Exception {
        HttpResponse<String> answer = post("/" + type + "/risk-report", Json.write(fields));
        JsonNode body = json(answer);
        return new Started(body.get("id").asString(), body.get("location").asString());
    }

    HttpResponse<String> exchange(URI callback) throws Exception {
        return exchange(code(callback), REDIRECT_URI);
    }

    HttpResponse<String> exchange(String code, String redirectUri) throws Exception {
        return post(
                "/auth/token",
                Json.write(Json.object("grant_type", "authorization_code", "code", code, "redirect_uri", redirectUri)));
    }

    HttpResponse<String> refresh(String refreshToken) throws Exception {
        return post(
                "/auth/token", Json.write(Json.object("grant_type", "refresh_token", "refresh_token", refreshToken)));
    }

    /** Finishes the flow without pages, and exchanges its code. */
    Tokens tokens(Started flow) throws Exception {
        return Tokens.of(exchange(provider.finish(flow.id())));
    }

    HttpResponse<String> report(String flowId, String accessToken) throws Exception {
        return send(HttpRequest.newBuilder(uri(ReportEndpoint.PATH + flowId))
                .header("Authorization", "Bearer " + accessToken)
                .build());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return post(path, json, "application/json", basic(provider.clientId(), provider.clientSecret()));
    }

    HttpResponse<String> post(String path, String body, String contentType, String authorization) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Authorization", authorization)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create(provider.baseUrl() + path);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Objects.requireNonNull(Json.readObject(answer.body()), "no JSON object");
    }

    static String code(URI callback) {
        return Objects.requireNonNull(parameters(callback).get("code"), "no code");
    }

    static Map<String, String> parameters(URI callback) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Form.parse(callback.getRawQuery()).fields().forEach((name, values) -> parameters.put(name, values.getFirst()));
        return parameters;
    }
}
