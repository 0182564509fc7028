package dev.riskflow.web.limits;

import dev.riskflow.web.pages.PagePaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells who would need a session when there is none that they shall come again; it would be a failure of ours otherwise. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class NoSessionLeft extends OncePerRequestFilter {

    private static final String SECONDS = "60";

    private final BoundedSessions sessions;

    NoSessionLeft(BoundedSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PagePaths.isPage(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (sessions.areAllTaken() && request.getSession(false) == null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        chain.doFilter(request, response);
    }
}
