package dev.riskflow.web.logs;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Leaves the request's path for the container's access log, which an operator may switch on: without the person whom it
 * names. The log's pattern asks for it as {@code %{riskflow.path}r}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class LoggedPath extends OncePerRequestFilter {

    private static final String ATTRIBUTE = "riskflow.path";

    private static final Pattern USER = Pattern.compile("^/users/[^/]*");

    /** As paths of ours begin; a person's data, put into the wrong place, hardly ever looks so. */
    private static final Pattern BEGINNING = Pattern.compile("(/[a-z][a-z0-9-]{0,13})(/.*)?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            request.setAttribute(ATTRIBUTE, of(request));
        }
    }

    /** Once it is known whether the path leads anywhere: of one that does not, nobody knows what was put into it. */
    public static String of(HttpServletRequest request) {
        String path = request.getServletPath();
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern instanceof String known && !known.endsWith("/**")) {
            return USER.matcher(path).replaceFirst("/users/*");
        }
        Matcher beginning = BEGINNING.matcher(path);
        if (!beginning.matches()) {
            return path.equals("/") ? path : "/*";
        }
        return beginning.group(1) + (beginning.group(2) == null ? "" : "/*");
    }
}
