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

/**
 * A query string may hold a callback's code and state, a ticket, or what a list is searched for, and libraries log query
 * strings (Spring does at DEBUG). Nobody after this filter sees it; the parameters stay readable. It comes before Spring
 * Security, which logs first.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnseenQuery extends OncePerRequestFilter {

    private static final List<String> PATHS = List.of(
            "/callback",
            "/risk-flows",
            "/risk-reports",
            "/users",
            "/erasures",
            "/access-log",
            "/dashboard/reports",
            "/dashboard/access-log");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return PATHS.stream().noneMatch(request.getServletPath()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public @Nullable String getQueryString() {
                        return null;
                    }
                },
                response);
    }
}
