package dev.riskflow.dashboard;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What goes wrong on a page is said on a page. */
@ControllerAdvice(basePackageClasses = PageErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE) // before those that answer with problems
class PageErrors {

    private static final Logger LOG = LoggerFactory.getLogger(PageErrors.class);

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ModelAndView databaseAway(RuntimeException exception, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        LOG.warn("The database is away: {}", exception.getClass().getSimpleName());
        return ErrorPage.UNAVAILABLE.view();
    }

    /** A parameter of the wrong form, or one that can't be decoded, or has a character that is not allowed. */
    @ExceptionHandler({TypeMismatchException.class, InvalidParameterException.class, RequestRejectedException.class})
    ModelAndView badInput() {
        return ErrorPage.BAD_REQUEST.view();
    }

    @ExceptionHandler
    ModelAndView any(Exception exception) {
        if (exception instanceof ErrorResponse known) {
            return ErrorPage.of(known.getStatusCode()).view();
        }
        LOG.error("A page failed", exception);
        return ErrorPage.FAILED.view();
    }
}
