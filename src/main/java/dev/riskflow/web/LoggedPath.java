package dev.riskflow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leaves the request's path for the container's access log, which an operator may switch on: without the person whom it
 * names. The log's pattern asks for it as {@code %{riskflow.path}r}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LoggedPath extends OncePerRequestFilter {

    private static final String ATTRIBUTE = "riskflow.path";

    private static final Pattern USER = Pattern.compile("^/users/[^/]*");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(ATTRIBUTE, USER.matcher(request.getServletPath()).replaceFirst("/users/*"));
        chain.doFilter(request, response);
    }

    /** For whoever else tells others which path was asked for. */
    static String of(HttpServletRequest request) {
        return USER.matcher(request.getServletPath()).replaceFirst("/users/*");
    }
}
