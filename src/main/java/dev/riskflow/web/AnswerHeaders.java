package dev.riskflow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a browser may make of an answer of the API: nothing. But for the page where a user may end, which is styled, and
 * may be shown in the frames of those who embed the widget; and for the description's own pages. Before all that may
 * refuse a request, and again where the container did so before any filter.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AnswerHeaders extends OncePerRequestFilter {

    private static final String POLICY = "Content-Security-Policy";
    private static final String FRAMES = "X-Frame-Options";
    private static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ";

    /** It styles by attributes, and draws with images in its style sheet. */
    private static final String SWAGGER = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String ancestors;
    private final HeaderWriter strictTransport;

    /** Its frame ancestors are the origins whose frames may show the last page; none: nobody's. */
    AnswerHeaders(SecuritySettings settings, OverTls tls) {
        List<String> origins = settings.frameAncestors();
        ancestors = origins.isEmpty() ? "'none'" : String.join(" ", origins);
        strictTransport = tls.strictTransport();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return PagePaths.isPage(request);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String uri ? uri : request.getServletPath();
        if (path.startsWith("/return/") || path.equals("/callback")) {
            response.setHeader(POLICY, NOTHING + ancestors + "; style-src 'self'");
            if (ancestors.equals("'none'")) {
                response.setHeader(FRAMES, "DENY");
            }
        } else {
            boolean swagger = path.startsWith("/swagger-ui") || path.startsWith("/webjars/swagger-ui");
            response.setHeader(POLICY, swagger ? SWAGGER : NOTHING + "'none'");
            response.setHeader(FRAMES, "DENY");
        }
        ofEveryAnswer(request, response);
        chain.doFilter(request, response);
    }

    /** Where no filter ever sees the request. */
    void ofNoPage(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(POLICY, NOTHING + "'none'");
        response.setHeader(FRAMES, "DENY");
        ofEveryAnswer(request, response);
    }

    private void ofEveryAnswer(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        // A callback's URL holds a code, also where the callback is refused.
        response.setHeader("Referrer-Policy", "no-referrer");
        strictTransport.writeHeaders(request, response);
    }
}
