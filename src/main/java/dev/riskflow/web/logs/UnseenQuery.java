package dev.riskflow.web.logs;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * A query string may hold a callback's code and state, a ticket, or what a list is searched for, and libraries log query
 * strings (Spring does at DEBUG). Nobody after this filter sees it, unless he asks here; the parameters stay readable. It
 * comes before Spring Security, which logs first.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class UnseenQuery extends OncePerRequestFilter {

    private static final List<String> PATHS =
            List.of("/callback", "/risk-flows", "/risk-reports", "/users", "/erasures", "/access-log", "/dashboard");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return PATHS.stream().noneMatch(request.getServletPath()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Hiding(request), response);
    }

    /** For who remembers it, and does not tell. */
    public static @Nullable String of(HttpServletRequest request) {
        Hiding hiding = WebUtils.getNativeRequest(request, Hiding.class);
        return hiding == null ? request.getQueryString() : hiding.query();
    }

    private static final class Hiding extends HttpServletRequestWrapper {

        Hiding(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getQueryString() {
            return null;
        }

        @Nullable
        String query() {
            return super.getQueryString();
        }
    }
}
