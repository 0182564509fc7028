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

    /** Anybody may ask for a page, and what is remembered of it stays for as long as a session does. */
    private static final int LONGEST = 2_000;

    WantedPage() {
        super("/dashboard");
    }

    static void remember(HttpServletRequest request) {
        if (request.getMethod().equals(HttpMethod.GET.name())) {
            String query = request.getQueryString();
            String wanted = request.getServletPath() + (query == null ? "" : "?" + query);
            if (wanted.length() <= LONGEST) {
                request.getSession().setAttribute(WANTED, wanted);
            }
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
