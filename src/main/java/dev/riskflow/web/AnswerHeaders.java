package dev.riskflow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.web.header.HeaderWriter;

/**
 * What a browser may make of an answer of the API: nothing. But for the page where a user may end, which is styled, and
 * may be shown in the frames of those who embed the widget; and for the description's own pages.
 */
final class AnswerHeaders implements HeaderWriter {

    private static final String POLICY = "Content-Security-Policy";
    private static final String FRAMES = "X-Frame-Options";
    private static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ";

    /** It styles by attributes, and draws with images in its style sheet. */
    private static final String SWAGGER = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String ancestors;

    /** @param frameAncestors origins whose frames may show the last page; none: nobody's */
    AnswerHeaders(List<String> frameAncestors) {
        ancestors = frameAncestors.isEmpty() ? "'none'" : String.join(" ", frameAncestors);
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getServletPath();
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
    }
}
