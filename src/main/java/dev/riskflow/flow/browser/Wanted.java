package dev.riskflow.flow.browser;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;

/** In which form somebody wants to be answered: a browser names HTML, the page that embeds the widget JSON. */
public enum Wanted {
    PAGE,
    JSON,
    /** Neither was named. */
    ANYTHING;

    private static final ContentNegotiationStrategy IN_ORDER = new HeaderContentNegotiationStrategy();

    /** The one that is accepted most. An Accept that can't be read names none: nobody loses a code for that. */
    public static Wanted by(HttpServletRequest request) {
        try {
            return IN_ORDER.resolveMediaTypes(new ServletWebRequest(request)).stream()
                    .filter(type -> type.getQualityValue() > 0)
                    .map(Wanted::named)
                    .filter(wanted -> wanted != ANYTHING)
                    .findFirst()
                    .orElse(ANYTHING);
        } catch (HttpMediaTypeNotAcceptableException e) {
            return ANYTHING;
        }
    }

    private static Wanted named(MediaType accepted) {
        if (accepted.isWildcardType()) {
            return ANYTHING;
        }
        return accepted.includes(MediaType.TEXT_HTML)
                ? PAGE
                : accepted.includes(MediaType.APPLICATION_JSON) ? JSON : ANYTHING;
    }
}
