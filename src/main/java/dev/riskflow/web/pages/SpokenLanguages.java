package dev.riskflow.web.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Of the languages that a request asks for, the first that we speak, or English. None but these is seen by anybody behind:
 * a text is looked for in a language and in each shorter form of it, and the JDK remembers them all, so that a few requests
 * with languages made up of hundreds of parts would take the processor for seconds, and fill the memory.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SpokenLanguages extends OncePerRequestFilter {

    private static final List<Locale> SPOKEN = List.of(Locale.UK, Locale.GERMANY);

    static Optional<Locale> of(@Nullable String language) {
        return SPOKEN.stream()
                .filter(spoken -> spoken.getLanguage().equals(language))
                .findFirst();
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Understood(request, best(request)), response);
    }

    private static Locale best(HttpServletRequest request) {
        if (!StringUtils.hasText(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))) {
            return Locale.UK;
        }
        return Collections.list(request.getLocales()).stream()
                .flatMap(locale -> of(locale.getLanguage()).stream())
                .findFirst()
                .orElse(Locale.UK);
    }

    private static final class Understood extends HttpServletRequestWrapper {

        private final Locale language;

        Understood(HttpServletRequest request, Locale language) {
            super(request);
            this.language = language;
        }

        @Override
        public Locale getLocale() {
            return language;
        }

        @Override
        public Enumeration<Locale> getLocales() {
            return Collections.enumeration(List.of(language));
        }
    }
}
