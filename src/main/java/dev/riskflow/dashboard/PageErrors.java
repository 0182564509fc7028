package dev.riskflow.dashboard;

import dev.riskflow.DatabaseAway;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What goes wrong on a page is said on a page. */
@ControllerAdvice(basePackageClasses = PageErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE) // before those that answer with problems
class PageErrors {

    private static final Logger LOG = LoggerFactory.getLogger(PageErrors.class);

    /** A parameter of the wrong form, or one that can't be decoded, or has a character that is not allowed. */
    @ExceptionHandler({TypeMismatchException.class, InvalidParameterException.class, RequestRejectedException.class})
    ModelAndView badInput() {
        return ErrorPage.BAD_REQUEST.view();
    }

    @ExceptionHandler
    ModelAndView any(Exception exception, HttpServletResponse response) {
        if (exception instanceof ErrorResponse known) {
            return ErrorPage.of(known.getStatusCode()).view();
        }
        if (DatabaseAway.explains(exception)) {
            LOG.warn("The database is away: {}", exception.getClass().getSimpleName());
            response.setHeader(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_AFTER);
            return ErrorPage.UNAVAILABLE.view();
        }
        LOG.error("A page failed", exception);
        return ErrorPage.FAILED.view();
    }
}
