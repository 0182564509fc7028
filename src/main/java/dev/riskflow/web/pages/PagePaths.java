package dev.riskflow.web.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Which requests are for pages, and not for the API. */
public final class PagePaths {

    private PagePaths() {}

    /** As Spring Security matches them. */
    public static String[] patterns() {
        return new String[] {"/", "/login", "/logout", "/dashboard", "/dashboard/**"};
    }

    /** What was asked for; also while an error is told of that the request met with. */
    public static String of(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed instanceof String uri ? uri : request.getServletPath();
    }

    public static boolean isPage(HttpServletRequest request) {
        return isPage(of(request));
    }

    public static boolean isPage(String path) {
        return path.equals("/") || path.equals("/login") || path.equals("/logout") || isDashboard(path);
    }

    static boolean isDashboard(String path) {
        return path.equals("/dashboard") || path.startsWith("/dashboard/");
    }

    /** Whether a script asks for a part of a page that is already shown. */
    public static boolean isPart(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }
}
