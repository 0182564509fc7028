package dev.riskflow.web.problems;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A {@code Content-Type} with a wildcard is none (RFC 9110, section 8.3). Whoever reads it would fail, as if it were our
 * error. A callback has no body that it could be the type of, and is not to be lost for it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class WildcardContentType extends OncePerRequestFilter {

    private final JsonMapper mapper;

    WildcardContentType(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || type.indexOf('*') < 0 || request.getServletPath().equals("/callback");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Problems.write(
                Problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Type is no type that a body can have"),
                response,
                mapper);
    }
}
