package dev.riskflow.web.signin;

import dev.riskflow.web.pages.PagePaths;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * Sends to the sign-in whoever has no session (any more). A page that keeps itself up to date is told to load itself
 * anew: the sign-in form has no place in its middle.
 */
final class SignInFirst implements AuthenticationEntryPoint {

    private final LoginUrlAuthenticationEntryPoint signIn = new LoginUrlAuthenticationEntryPoint("/login");

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        if (PagePaths.isPart(request)) {
            response.setHeader("HX-Refresh", "true");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            WantedPage.remember(request);
            signIn.commence(request, response, exception);
        }
    }
}
