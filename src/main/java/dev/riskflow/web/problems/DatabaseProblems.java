package dev.riskflow.web.problems;

import dev.riskflow.flow.browser.ReturnPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * A database that is away, or too busy, is a delay for the caller, and no defect of ours. A user who just came back, with a
 * code perhaps that nobody else has, sees a page that comes again by itself: who reads a problem in JSON goes away.
 */
@ControllerAdvice
@Order(0) // before the advice that takes every exception, after the one that knows how pages look
class DatabaseProblems {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProblems.class);
    private static final HttpStatus STATUS = HttpStatus.SERVICE_UNAVAILABLE;
    private static final String SECONDS = "5";

    private final ReturnPage page;

    DatabaseProblems(ReturnPage page) {
        this.page = page;
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    Object handle(RuntimeException exception, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        LOG.warn("The database is away: {}", exception.getClass().getSimpleName());
        response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        if (isOfAUser(request)) {
            response.setHeader("Refresh", SECONDS); // the HTML standard's: the browser asks for the same again
            return page.answer(ReturnPage.Outcome.LATER, locale, STATUS);
        }
        return ResponseEntity.status(STATUS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(
                        STATUS, "database-unavailable", "The database is away", "It could not be used now; try again"));
    }

    private static boolean isOfAUser(HttpServletRequest request) {
        String path = request.getServletPath();
        return (path.equals("/callback") || path.startsWith("/return/")) && ReturnPage.isWantedBy(request);
    }
}
