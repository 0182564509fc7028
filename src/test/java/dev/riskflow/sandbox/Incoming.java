package dev.riskflow.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.http.Request;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request, as far as the sandbox looks at it. */
record Incoming(
        String method,
        String path,
        @Nullable String authorization,
        @Nullable String contentType,
        @Nullable String fetchDestination,
        String body) {

    static Incoming of(Request request) {
        String url = request.getUrl();
        int query = url.indexOf('?');
        return new Incoming(
                request.getMethod().getName(),
                query < 0 ? url : url.substring(0, query),
                header(request, "Authorization"),
                header(request, "Content-Type"),
                header(request, "Sec-Fetch-Dest"),
                request.getBodyAsString());
    }

    private static @Nullable String header(Request request, String name) {
        return request.containsHeader(name) ? request.getHeader(name) : null;
    }

    boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }

    boolean isJson() {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    boolean isFromOurClient() {
        String credentials = SandboxProvider.CLIENT_ID + ":" + SandboxProvider.CLIENT_SECRET;
        String expected = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
        return expected.equals(authorization);
    }

    /** The access token, or null when there is none. */
    @Nullable
    String bearer() {
        return authorization != null && authorization.startsWith("Bearer ")
                ? authorization.substring("Bearer ".length())
                : null;
    }
}
