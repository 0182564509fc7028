package dev.riskflow.sandbox;

import java.net.URI;
import java.net.http.HttpClient;

/** A user of the widget without a browser. */
public final class SandboxUser {

    /** The only one whom the mock bank knows. */
    public static final String USERNAME = "figo01";

    public static final String PASSWORD = "654321";

    public static final String OTP = "123456";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private SandboxUser() {}

    /** Opens the widget; then {@link WidgetVisit#finish}, {@link WidgetVisit#cancel} and so on. */
    public static WidgetVisit open(String location) {
        return WidgetVisit.open(HTTP, URI.create(location));
    }

    /** Walks the whole widget; where the browser would be sent at its end. */
    public static URI finish(String location) {
        return open(location).finish();
    }
}
