package dev.riskflow.web.limits;

import dev.riskflow.web.pages.PagePaths;
import dev.riskflow.web.problems.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies of the API are small: a start with a hundred accounts has 10 KB. A larger one is refused by what it says of its
 * length, or, if it says nothing, as soon as it has come so far. The pages' forms have the container's own limit,
 * {@code server.tomcat.max-http-form-post-size}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class BodyLimit extends OncePerRequestFilter {

    static final int MOST_BYTES = 64 * 1024;

    private final JsonMapper mapper;

    BodyLimit(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        boolean small = length >= 0 && length <= MOST_BYTES;
        return small || request.getMethod().equals("GET") || PagePaths.isPage(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            Problems.write(problem(), response, mapper);
        } else {
            chain.doFilter(new Counted(request), response);
        }
    }

    private static ProblemDetail problem() {
        return Problems.of(HttpStatus.CONTENT_TOO_LARGE, "A body may have " + MOST_BYTES + " bytes");
    }

    /** What does not say how long it is. */
    private static final class Counted extends ContentCachingRequestWrapper {

        Counted(HttpServletRequest request) {
            super(request, MOST_BYTES);
        }

        @Override
        protected void handleContentOverflow(int contentCacheLimit) {
            throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE, problem(), null);
        }
    }
}
