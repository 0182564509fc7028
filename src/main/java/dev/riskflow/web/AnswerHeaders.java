package dev.riskflow.web;

import dev.riskflow.web.callers.SecuritySettings;
import dev.riskflow.web.pages.OverTls;
import dev.riskflow.web.pages.PagePaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a browser may make of an answer, all of it said here. Of the API's: nothing. The page where a user may end is
 * styled, and may be shown in the frames of those who embed the widget; the dashboard's pages use files of ours, and the
 * description's own pages theirs. Before all that may refuse a request, and again where the container did so before any
 * filter.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AnswerHeaders extends OncePerRequestFilter {

    private static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ";

    /** Nothing inline, nothing of others, and nobody's frame. */
    private static final String OWN_FILES_ONLY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

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
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        write(PagePaths.of(request), request, response);
        chain.doFilter(request, response);
    }

    /** @param path an empty one where the container knows of none */
    void write(String path, HttpServletRequest request, HttpServletResponse response) {
        boolean page = PagePaths.isPage(path);
        boolean lastPage = path.startsWith("/return/") || path.equals("/callback");
        boolean swagger = path.startsWith("/swagger-ui") || path.startsWith("/webjars/swagger-ui");
        response.setHeader(
                "Content-Security-Policy",
                page
                        ? OWN_FILES_ONLY
                        : swagger
                                ? SWAGGER
                                : lastPage ? NOTHING + ancestors + "; style-src 'self'" : NOTHING + "'none'");
        if (!lastPage || ancestors.equals("'none'")) {
            response.setHeader("X-Frame-Options", "DENY");
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        // A callback's URL holds a code, also where the callback is refused.
        response.setHeader("Referrer-Policy", page ? "same-origin" : "no-referrer");
        // But for files, of which those who have them say otherwise.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        strictTransport.writeHeaders(request, response);
    }
}
