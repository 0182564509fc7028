package dev.riskflow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends a JSON answer in one piece, and with its length, where it fits into the container's buffer. Spring MVC flushes it
 * once it is written, which the container would answer with chunks: a second packet, and a second system call, to say that
 * there is no more.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class WholeAnswers extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new NotFlushed(response));
    }

    private static final class NotFlushed extends HttpServletResponseWrapper {

        NotFlushed(HttpServletResponse response) {
            super(response);
        }

        /** Streams and exports are sent while they grow; of others, nobody waits for the beginning. */
        @Override
        public void flushBuffer() throws IOException {
            if (!isJson()) {
                super.flushBuffer();
            }
        }

        private boolean isJson() {
            String type = getContentType();
            return type != null
                    && (type.startsWith(MediaType.APPLICATION_JSON_VALUE)
                            || type.startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE));
        }
    }
}
