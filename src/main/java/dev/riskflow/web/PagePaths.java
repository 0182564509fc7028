package dev.riskflow.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Which requests are for pages, and not for the API. */
final class PagePaths {

    /** As Spring Security matches them. */
    static final String[] PATTERNS = {"/", "/login", "/logout", "/dashboard", "/dashboard/**"};

    private PagePaths() {}

    /** Also while an error is told of that such a request met with. */
    static boolean isPage(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String uri ? uri : request.getServletPath();
        return path.equals("/") || path.equals("/login") || path.equals("/logout") || isDashboard(path);
    }

    static boolean isDashboard(String path) {
        return path.equals("/dashboard") || path.startsWith("/dashboard/");
    }

    /** Whether a script asks for a part of a page that is already shown. */
    static boolean isPart(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }
}
