package dev.riskflow.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/** Back to the form with whoever was wrong; a page that says so for whoever was it too often. */
final class NotSignedIn extends SimpleUrlAuthenticationFailureHandler {

    NotSignedIn() {
        super("/login?error");
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        if (exception instanceof TooManyAttempts attempts) {
            response.setHeader(HttpHeaders.RETRY_AFTER, TooManyRequests.seconds(attempts.pause()));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else {
            super.onAuthenticationFailure(request, response, exception);
        }
    }
}
