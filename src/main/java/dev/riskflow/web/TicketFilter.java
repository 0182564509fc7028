package dev.riskflow.web;

import dev.riskflow.flow.tickets.FlowTickets;
import dev.riskflow.provider.FlowId;
import dev.riskflow.web.callers.SecurityProblems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes a ticket in place of credentials, where a flow is followed. Who brings one is judged by it alone, whatever else
 * he brings: a browser may add credentials by itself.
 */
final class TicketFilter extends OncePerRequestFilter {

    private static final String PARAMETER = "ticket";

    private final RequestMatcher events =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, SecurityConfiguration.EVENTS);

    private final FlowTickets tickets;
    private final SecurityProblems problems;

    TicketFilter(FlowTickets tickets, SecurityProblems problems) {
        this.tickets = tickets;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestMatcher.MatchResult match = events.matcher(request);
        String ticket = match.isMatch() ? ticket(request) : null;
        if (ticket == null) {
            chain.doFilter(request, response);
        } else if (admits(ticket, match.getVariables().get("flow_id"))) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    PARAMETER, "", AuthorityUtils.createAuthorityList("ROLE_" + FlowTickets.ROLE)));
            SecurityContextHolder.setContext(context);
            chain.doFilter(withoutCredentials(request), response);
        } else {
            problems.refuseTicket(response);
        }
    }

    /** One that can't be decoded is no good ticket either. */
    private static @Nullable String ticket(HttpServletRequest request) {
        try {
            return request.getParameter(PARAMETER);
        } catch (InvalidParameterException e) {
            return "";
        }
    }

    /** What looks at credentials comes after this. */
    private static HttpServletRequest withoutCredentials(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable String getHeader(String name) {
                return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? null : super.getHeader(name);
            }
        };
    }

    private boolean admits(String ticket, @Nullable String flowId) {
        try {
            return flowId != null && tickets.admit(ticket, new FlowId(flowId));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
