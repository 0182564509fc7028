package dev.riskflow.flow.browser;

import dev.riskflow.UnusableSetting;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where browsers go.
 *
 * @param publicUrl where browsers reach this service; the callback is {@code {public-url}/callback}
 * @param returnUrls allow-list of return URLs: scheme, host, port and path prefix; the first is the default; empty: the
 *     built-in page only
 */
@Validated
@ConfigurationProperties("riskflow")
public record PublicSettings(
        @NotNull URI publicUrl, @DefaultValue List<URI> returnUrls) {

    private static final Pattern LOOPBACK = Pattern.compile("(?i)(.+\\.)?localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    public PublicSettings {
        if (!isPlain(publicUrl)) {
            throw new UnusableSetting("riskflow.public-url must be an http or https URL without a query");
        }
    }

    private static boolean isPlain(URI url) {
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        return web && url.getHost() != null && url.getRawQuery() == null && url.getRawFragment() == null;
    }

    /** Over TLS; or on the user's own machine, which browsers trust as much. */
    public boolean browsersKeepSecureCookies() {
        return "https".equalsIgnoreCase(publicUrl.getScheme())
                || LOOPBACK.matcher(publicUrl.getHost()).matches();
    }

    /** The {@code redirect_uri} of every flow. */
    public URI callback() {
        return URI.create(base() + "/callback");
    }

    public URI returnPage(String flowId) {
        return URI.create(base() + "/return/" + flowId);
    }

    private String base() {
        String url = publicUrl.toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
