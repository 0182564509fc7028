package dev.riskflow.web.problems;

import dev.riskflow.DatabaseAway;
import dev.riskflow.flow.browser.ReturnPage;
import dev.riskflow.flow.browser.Wanted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * What is answered while the database is away. A user who just came back, with a code perhaps that nobody else has, sees a
 * page that comes again by itself: who reads a problem in JSON goes away.
 */
@Component
class DatabaseProblems {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProblems.class);
    private static final HttpStatus STATUS = HttpStatus.SERVICE_UNAVAILABLE;

    private final ReturnPage page;

    DatabaseProblems(ReturnPage page) {
        this.page = page;
    }

    Object answer(Exception exception, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        LOG.warn("The database is away: {}", exception.getClass().getSimpleName());
        response.setHeader(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_AFTER);
        if (isOfAUser(request)) {
            response.setHeader("Refresh", DatabaseAway.RETRY_AFTER); // the HTML standard's: asks for the same again
            return page.answer(ReturnPage.Outcome.LATER, locale, STATUS);
        }
        return ResponseEntity.status(STATUS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(
                        STATUS, "database-unavailable", "The database is away", "It could not be used now; try again"));
    }

    private static boolean isOfAUser(HttpServletRequest request) {
        String path = request.getServletPath();
        return (path.equals("/callback") || path.startsWith("/return/")) && Wanted.by(request) == Wanted.PAGE;
    }
}
