package dev.riskflow.flow.browser;

import dev.riskflow.flow.Binding;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Digests;
import dev.riskflow.secrets.Secret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/**
 * The cookie by which a browser proves that it started a flow ({@link Binding#BROWSER}). Its prefix has the browser see
 * to it that only this very host, and only over TLS, has set it (RFC 6265bis, section 4.1.3.2). Each flow has a cookie
 * of its own, so that flows of two tabs don't take each other's.
 */
public final class BrowserCookie {

    private static final String PREFIX = "__Host-riskflow-";

    /** Users come back late; the cookie tells whose flow it was for a while after the link's end. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final int NAME_BYTES = 9;

    private BrowserCookie() {}

    /** The name depends on the flow alone. A digest of the id, since an id may be long, and is not the browser's matter. */
    public static String name(FlowId flow) {
        byte[] digest = Digests.sha256(flow.value().getBytes(StandardCharsets.UTF_8));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, NAME_BYTES));
    }

    /**
     * For {@code Set-Cookie}. {@code Lax}: the provider's redirect is a top-level navigation from another site, and must
     * bring it.
     *
     * @param left of the link's lifetime
     */
    public static ResponseCookie of(FlowId flow, Secret key, Duration left) {
        return ResponseCookie.from(name(flow), key.reveal())
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(left.plus(GRACE))
                .build();
    }

    /** What the browser brought for this flow. */
    public static Optional<Secret> in(HttpServletRequest request, FlowId flow) {
        String name = name(flow);
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .map(Secret::of)
                .findFirst();
    }
}
