package dev.riskflow.flow.start;

import dev.riskflow.flow.browser.BrowserCookie;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;

/**
 * What hands a link out: the answer to {@code POST /risk-flows}, and to a renewal.
 *
 * @param cookie of a flow that is bound to its browser
 */
record LinkAnswer(FlowLink link, @Nullable ResponseCookie cookie) {

    static LinkAnswer of(Flow flow, Secret location, Optional<Secret> browserKey, Instant now) {
        return new LinkAnswer(
                new FlowLink(flow.id(), location, flow.status(), flow.expiresAt()),
                browserKey
                        .map(key -> BrowserCookie.of(flow.id(), key, Duration.between(now, flow.expiresAt())))
                        .orElse(null));
    }

    /** A repetition gets the same link; the flow's status, and how long the cookie is kept, are those of now. */
    ResponseEntity<FlowLink> created() {
        ResponseEntity.BodyBuilder response = ResponseEntity.created(URI.create("/risk-flows/" + link.flowId()));
        if (cookie != null) {
            response.header(HttpHeaders.SET_COOKIE, cookie.toString());
        }
        return response.body(link);
    }

    /** The cookie would show its key. */
    @Override
    public String toString() {
        return "LinkAnswer[" + link.flowId() + "]";
    }
}
