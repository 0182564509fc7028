package dev.riskflow.web.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language of a page: what {@code ?lang=} says, which is kept in a cookie; else the browser's. Everywhere else
 * the browser's alone counts: the page that a bank's customer returns to has its own rule.
 */
@Component("localeResolver")
class PageLanguage implements LocaleResolver, HandlerInterceptor {

    private static final String PARAMETER = "lang";
    private static final String COOKIE = "riskflow-language";
    private static final String ASKED = PageLanguage.class.getName();

    private final OverTls tls;

    PageLanguage(OverTls tls) {
        this.tls = tls;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (!PagePaths.isPage(request)) {
            return request.getLocale();
        }
        return request.getAttribute(ASKED) instanceof Locale asked
                ? asked
                : kept(request).orElseGet(request::getLocale);
    }

    /** Keeps what was asked for. Here, where a parameter that can't be read is a bad request like any other. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        SpokenLanguages.of(request.getParameter(PARAMETER))
                .ifPresent(language -> setLocale(request, response, language));
        return true;
    }

    @Override
    public void setLocale(
            HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale language) {
        if (response == null || language == null) {
            throw new UnsupportedOperationException("A language is kept in a cookie, or not at all");
        }
        request.setAttribute(ASKED, language);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, language.getLanguage())
                        .path("/")
                        .maxAge(Duration.ofDays(365))
                        .httpOnly(true)
                        .secure(tls.isUsed())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    private static Optional<Locale> kept(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? Optional.empty() : SpokenLanguages.of(cookie.getValue());
    }
}
