package dev.riskflow.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A walk through the widget's pages, form by form, over HTTP. What leaves the widget is returned, not followed. */
public final class WidgetVisit {

    private static final Pattern STEP = Pattern.compile("name=\"step\" value=\"([A-Z]+)\"");

    private final HttpClient http;
    private final URI location;
    private HttpResponse<String> page;

    private WidgetVisit(HttpClient http, URI location) {
        this.http = http;
        this.location = location;
        this.page = send(http, HttpRequest.newBuilder(location).build());
    }

    static WidgetVisit open(HttpClient http, URI location) {
        return new WidgetVisit(http, location);
    }

    /** The page that is shown, or null when it is no page with a form: the location is used up. */
    public @Nullable WidgetStep step() {
        Matcher matcher = STEP.matcher(page.body());
        return matcher.find() ? WidgetStep.valueOf(matcher.group(1)) : null;
    }

    public int status() {
        return page.statusCode();
    }

    public String html() {
        return page.body();
    }

    public boolean showsError() {
        return page.body().contains("id=\"error\"");
    }

    /** Answers pages as a user who knows everything, until that one is shown. */
    public WidgetVisit advanceTo(WidgetStep wanted) {
        while (step() != wanted) {
            if (answerRightly() != null) {
                throw new IllegalStateException("The widget ended before the page " + wanted);
            }
        }
        return this;
    }

    /** Answers all pages; where the browser would be sent. At the accounts the preset choice is the first one. */
    public URI finish() {
        URI end = null;
        while (end == null) {
            end = answerRightly();
        }
        return end;
    }

    /** Finishes with those accounts, counted from 0. */
    public URI finishWithAccounts(int... indexes) {
        advanceTo(WidgetStep.ACCOUNTS);
        List<String> fields = new ArrayList<>();
        Arrays.stream(indexes).forEach(index -> fields.addAll(List.of("account", "" + index)));
        return left(submit(fields.toArray(String[]::new)));
    }

    /** The whole walk in one request, as with curl; where the browser would be sent, or null after a wrong answer. */
    public @Nullable URI hurry(String username, String password, String otp) {
        return post("hurry", "username", username, "password", password, "otp", otp);
    }

    public URI cancel() {
        return left(post("cancel"));
    }

    public URI fail() {
        return left(post("fail"));
    }

    /** Sends the page's form with these fields (name, value, name, value); where the browser would be sent, if away. */
    public @Nullable URI submit(String... namesAndValues) {
        return post("continue", namesAndValues);
    }

    private @Nullable URI answerRightly() {
        WidgetStep step = step();
        if (step == null) {
            throw new IllegalStateException("The widget shows no form, but status " + page.statusCode());
        }
        return switch (step) {
            case BANK -> submit("bank", Widget.MOCK_BANK);
            case LOGIN -> submit("username", SandboxUser.USERNAME, "password", SandboxUser.PASSWORD);
            case METHOD -> submit("method", Widget.PHONE);
            case OTP -> submit("otp", SandboxUser.OTP);
            case ACCOUNTS -> submit("account", "0");
        };
    }

    private @Nullable URI post(String action, String... namesAndValues) {
        List<String> pairs = new ArrayList<>(List.of("action", action, "step", String.valueOf(step())));
        pairs.addAll(Arrays.asList(namesAndValues));
        String form = Stream.iterate(0, i -> i < pairs.size(), i -> i + 2)
                .map(i -> encode(pairs.get(i)) + "=" + encode(pairs.get(i + 1)))
                .collect(joining("&"));
        HttpResponse<String> answer = send(
                http,
                HttpRequest.newBuilder(location)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
        if (answer.statusCode() != 303) {
            page = answer;
            return null;
        }
        URI target = location.resolve(answer.headers().firstValue("Location").orElseThrow());
        if (!target.equals(location)) {
            return target;
        }
        page = send(http, HttpRequest.newBuilder(location).build());
        return null;
    }

    private static URI left(@Nullable URI target) {
        if (target == null) {
            throw new IllegalStateException("The widget did not send the browser away");
        }
        return target;
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in the widget", interrupted);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
