package dev.riskflow.web.callers;

import dev.riskflow.RetryAfterSeconds;
import dev.riskflow.web.limits.TooManyAttempts;
import dev.riskflow.web.limits.TooManyRequests;
import dev.riskflow.web.problems.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Refusals of the security filters, which no controller advice sees, in the same shape as all others. */
@Component
public class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String SECONDS = "5";

    private final JsonMapper mapper;
    private final boolean bearers;

    public SecurityProblems(JsonMapper mapper, IssuerSettings issuer) {
        this.mapper = mapper;
        this.bearers = issuer.isSet();
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof TooManyAttempts attempts) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RetryAfterSeconds.of(attempts.pause()));
            write(response, TooManyRequests.problem());
            return;
        }
        if (exception instanceof AuthenticationServiceException) {
            // Nobody is told that a token is no good while that can't be known.
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
            write(
                    response,
                    Problems.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "issuer-unavailable",
                            "The issuer is away",
                            "The token could not be checked now; try again"));
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"riskflow\", charset=\"UTF-8\"");
        if (bearers) {
            boolean token = exception instanceof OAuth2AuthenticationException;
            response.addHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer realm=\"riskflow\"" + (token ? ", error=\"invalid_token\"" : ""));
        }
        write(response, HttpStatus.UNAUTHORIZED, "Valid credentials are needed");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        write(response, HttpStatus.FORBIDDEN, "This client may not do that");
    }

    /** The challenge is one that no browser answers with a dialogue for a password. */
    public void refuseTicket(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Ticket realm=\"riskflow\"");
        write(
                response,
                Problems.of(
                        HttpStatus.UNAUTHORIZED,
                        "ticket-refused",
                        "Ticket refused",
                        "It has expired, or is not one for this flow"));
    }

    private void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        write(response, Problems.of(status, detail));
    }

    private void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        Problems.write(problem, response, mapper);
    }
}
