package dev.riskflow.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Somebody who calls the service: with the credentials of a client, or with none. Follows no redirect. */
public final class Caller {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI service;
    private final @Nullable String authorization;

    private Caller(URI service, @Nullable String authorization) {
        this.service = service;
        this.authorization = authorization;
    }

    static Caller anonymous(URI service) {
        return new Caller(service, null);
    }

    static Caller client(URI service, String name, String secret) {
        return new Caller(service, SandboxClients.basic(name, secret));
    }

    static Caller bearer(URI service, String token) {
        return new Caller(service, "Bearer " + token);
    }

    /** Headers are given as name, value, name, value. */
    public Reply get(String path, String... headers) {
        return send(HttpRequest.newBuilder(service.resolve(path)), headers);
    }

    public Reply post(String path, String json, String... headers) {
        return send(
                HttpRequest.newBuilder(service.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                headers);
    }

    public Reply call(String method, String path, String... headers) {
        return send(
                HttpRequest.newBuilder(service.resolve(path)).method(method, HttpRequest.BodyPublishers.noBody()),
                headers);
    }

    /** With a body of a type of its own. */
    public Reply sendAs(String contentType, String method, String path, String body) {
        return send(HttpRequest.newBuilder(service.resolve(path))
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Opens a stream of events, as a browser's EventSource does. */
    public EventFeed follow(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
        return new EventFeed(
                send(request.header("Accept", "text/event-stream"), HttpResponse.BodyHandlers.ofLines(), headers));
    }

    private Reply send(HttpRequest.Builder request, String... headers) {
        return new Reply(send(request, HttpResponse.BodyHandlers.ofString(), headers));
    }

    private <T> HttpResponse<T> send(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler, String... headers) {
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while calling the service", e);
        }
    }
}
