package dev.riskflow.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** What every template finds in its model. */
@ControllerAdvice(basePackageClasses = Shell.class)
class Shell {

    @ModelAttribute
    Shown shown(Locale locale) {
        return new Shown(locale);
    }

    /** This very page, filters and all, in a language that is still to be added. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        String page = UriComponentsBuilder.fromPath(request.getRequestURI())
                .query(request.getQueryString())
                .replaceQueryParam("lang")
                .build()
                .toUriString();
        return inLanguage(page);
    }

    /** For pages whose query string nobody sees: they say themselves what it was. */
    static String inLanguage(String page) {
        return page + (page.contains("?") ? "&" : "?") + "lang=";
    }
}
