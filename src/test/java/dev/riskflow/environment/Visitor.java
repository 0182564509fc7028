package dev.riskflow.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person at the pages, with a browser that keeps cookies, fills in forms and runs no script. Follows no redirect. */
public final class Visitor {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI service;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .cookieHandler(cookies)
            .build();

    Visitor(URI service) {
        this.service = service;
    }

    /** Headers are given as name, value, name, value. */
    public Reply get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Without a body, and without having seen a form. */
    public Reply call(String method, String path) {
        return send(HttpRequest.newBuilder(service.resolve(path)).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** Opens a page, and sends the form on it, its hidden token included. Fields as name, value, name, value. */
    public Reply submit(String page, String action, String... fields) {
        Matcher token = CSRF.matcher(get(page).text());
        if (!token.find()) {
            throw new IllegalStateException("There is no form on " + page);
        }
        return post(action, token.group(1), fields);
    }

    /** Sends fields without having seen a form. */
    public Reply forge(String action, String... fields) {
        return post(action, null, fields);
    }

    public Visitor signIn(String user) {
        Reply reply = signIn(user, SandboxStaff.password(user));
        if (!"/dashboard".equals(reply.header("Location"))) {
            throw new IllegalStateException("Not signed in: " + reply);
        }
        return this;
    }

    public Reply signIn(String user, String password) {
        return submit("/login", "/login", "username", user, "password", password);
    }

    public @Nullable String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }

    private Reply post(String action, @Nullable String token, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        if (token != null) {
            form.put("_csrf", token);
        }
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
        return send(HttpRequest.newBuilder(service.resolve(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while visiting the service", e);
        }
    }
}
