package dev.riskflow.web.limits;

import dev.riskflow.RequestTurns;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Streams of events last long, and {@code riskflow.events.max-streams} bounds them: they keep nobody waiting. */
@Component
class StreamsTakeNoTurn extends OncePerRequestFilter {

    private static final Pattern STREAM = Pattern.compile("/risk-flows/[^/]+/events");

    private final RequestTurns turns;

    StreamsTakeNoTurn(RequestTurns turns) {
        this.turns = turns;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !STREAM.matcher(request.getServletPath()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        turns.giveUp();
        try {
            chain.doFilter(request, response);
        } finally {
            turns.takeBack();
        }
    }
}
