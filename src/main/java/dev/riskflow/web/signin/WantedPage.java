package dev.riskflow.web.signin;

import dev.riskflow.web.logs.UnseenQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.regex.Pattern;
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

    /** What is saved, or shown bare: a user wants to be at the page that offers it. */
    private static final Pattern FILE = Pattern.compile("(\\.csv|/document)$");

    WantedPage() {
        super("/dashboard");
    }

    static void remember(HttpServletRequest request) {
        if (isNavigation(request)) {
            String query = UnseenQuery.of(request);
            String page = FILE.matcher(request.getServletPath()).replaceFirst("");
            String wanted = page + (query == null ? "" : "?" + query);
            if (wanted.length() <= LONGEST) {
                request.getSession().setAttribute(WANTED, wanted);
            }
        }
    }

    /** What a page's script asks for is nothing to go to; old browsers do not say what it was. */
    private static boolean isNavigation(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        return request.getMethod().equals(HttpMethod.GET.name()) && (mode == null || mode.equals("navigate"));
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
