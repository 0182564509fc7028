package dev.riskflow.web.signin;

import dev.riskflow.RetryAfterSeconds;
import dev.riskflow.web.limits.TooManyAttempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Back to the form with whoever was wrong; a page that says so for whoever was it too often. What was typed is not kept:
 * Spring Security's own handler would leave the failure in the session, and name and password with it.
 */
final class NotSignedIn implements AuthenticationFailureHandler {

    private final RedirectStrategy redirect = new DefaultRedirectStrategy();

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof TooManyAttempts attempts) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RetryAfterSeconds.of(attempts.pause()));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else {
            redirect.sendRedirect(request, response, "/login?error");
        }
    }
}
