package dev.riskflow.flow.callback;

import dev.riskflow.flow.browser.ReturnPage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** A person whose callback is refused sees a page, a program a problem. */
@ControllerAdvice(assignableTypes = CallbackController.class)
@Order(Ordered.HIGHEST_PRECEDENCE) // before the advice that takes every exception
class CallbackRefusedAnswer {

    private final ReturnPage page;

    CallbackRefusedAnswer(ReturnPage page) {
        this.page = page;
    }

    @ExceptionHandler
    Object handle(CallbackRefused refused, HttpServletRequest request, Locale locale) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return ResponseEntity.status(refused.getStatusCode())
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(refused.getBody());
        }
        ExtendedModelMap model = new ExtendedModelMap();
        String view = page.show(refused.outcome(), locale, model);
        return new ModelAndView(view, model, refused.getStatusCode());
    }
}
