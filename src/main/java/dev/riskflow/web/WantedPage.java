package dev.riskflow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;

/**
 * Where a user goes after signing in: the page that was asked for first, or the overview. Only path and query are kept,
 * as Spring Security's own memory does not: TLS ends in front of us, and the host is what the request says.
 */
final class WantedPage extends SimpleUrlAuthenticationSuccessHandler {

    private static final String WANTED = WantedPage.class.getName();

    WantedPage() {
        super("/dashboard");
    }

    static void remember(HttpServletRequest request) {
        if (request.getMethod().equals(HttpMethod.GET.name())) {
            String query = request.getQueryString();
            request.getSession().setAttribute(WANTED, request.getServletPath() + (query == null ? "" : "?" + query));
        }
    }

    @Override
    protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession();
        if (session.getAttribute(WANTED) instanceof String wanted) {
            session.removeAttribute(WANTED);
            return wanted;
        }
        return getDefaultTargetUrl();
    }
}
