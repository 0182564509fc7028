package dev.riskflow.flow.start.request;

import dev.riskflow.UnusableSetting;
import dev.riskflow.flow.browser.PublicSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The allow-list of return URLs. A URL is compared by its parsed parts, never as text, and one that two parsers could
 * read differently (user information, encoded slashes or dots, backslashes) is refused.
 */
@Component
public class ReturnUrls {

    private static final Pattern AMBIGUOUS_PATH = Pattern.compile("(?i)%2e|%2f|%5c|//|/\\.{1,2}(/|$)");

    private final List<URI> allowed;

    ReturnUrls(PublicSettings settings) {
        allowed = settings.returnUrls();
        allowed.forEach(url -> {
            if (parsed(url.toString()) == null) {
                throw new UnusableSetting("riskflow.return-urls holds something else than plain http or https URLs");
            }
        });
    }

    /** The one used when a request names none. */
    public Optional<URI> first() {
        return allowed.stream().findFirst();
    }

    public boolean allow(String text) {
        URI url = parsed(text);
        return url != null && allowed.stream().anyMatch(prefix -> covers(prefix, url));
    }

    private static boolean covers(URI prefix, URI url) {
        return prefix.getScheme().equalsIgnoreCase(url.getScheme())
                && prefix.getHost().equalsIgnoreCase(url.getHost())
                && port(prefix) == port(url)
                && pathCovers(path(prefix), path(url));
    }

    /** A prefix ends where a path segment ends: {@code /shop} does not cover {@code /shopping}. */
    private static boolean pathCovers(String prefix, String path) {
        return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
    }

    private static String path(URI url) {
        return url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    }

    private static int port(URI url) {
        if (url.getPort() != -1) {
            return url.getPort();
        }
        return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static @Nullable URI parsed(String text) {
        try {
            URI url = new URI(text).parseServerAuthority();
            boolean plain = ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && !AMBIGUOUS_PATH.matcher(url.getRawPath()).find();
            return plain ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
