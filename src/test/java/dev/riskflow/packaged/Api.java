package dev.riskflow.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.environment.EnvironmentVariables;
import dev.riskflow.environment.SandboxClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;

/** The service's HTTP API, called by the sandbox's clients and by a browser. */
final class Api {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String baseUrl;
    private final Answers answers = new Answers();

    Api(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    String baseUrl() {
        return baseUrl;
    }

    /** All answers so far, except for long ones. */
    Answers answers() {
        return answers;
    }

    boolean isReady() {
        try {
            return send(request(URI.create(baseUrl + "/actuator/health"))).statusCode() == 200;
        } catch (ConnectException notYet) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> post(String client, String path, String json) {
        return call(posting(client, path, json));
    }

    /** With a header {@code Idempotency-Key}. */
    HttpResponse<String> post(String client, String path, String json, String key) {
        return call(posting(client, path, json).header("Idempotency-Key", key));
    }

    private HttpRequest.Builder posting(String client, String path, String json) {
        return request(URI.create(baseUrl + path))
                .header("Authorization", basic(client))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    HttpResponse<String> get(String client, String path) {
        return call(request(URI.create(baseUrl + path)).header("Authorization", basic(client)));
    }

    HttpResponse<String> delete(String client, String path) {
        return call(request(URI.create(baseUrl + path))
                .header("Authorization", basic(client))
                .DELETE());
    }

    /** With credentials that may be none. */
    HttpResponse<String> getAs(String authorization, String path) {
        return call(request(URI.create(baseUrl + path)).header("Authorization", authorization));
    }

    /** A long answer, as it comes. */
    HttpResponse<InputStream> open(String client, String path, String accept) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Authorization", basic(client))
                .header("Accept", accept)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Without credentials. */
    HttpResponse<String> browse(URI uri) {
        return call(request(uri));
    }

    HttpResponse<String> browse(String path) {
        return browse(URI.create(baseUrl + path));
    }

    /** The header's value. */
    static String basic(String client) {
        String credentials = EnvironmentVariables.withoutDashes(client) + ":" + SandboxClients.secret(client);
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = send(request);
            answers.add(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
