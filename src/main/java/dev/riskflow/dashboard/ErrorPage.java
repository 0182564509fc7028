package dev.riskflow.dashboard;

import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/** What a page can say that is not the page that was asked for. */
public enum ErrorPage {
    /** Something that was sent has a form that we don't know. */
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    /** This user may not see that. */
    REFUSED(HttpStatus.FORBIDDEN),
    /** A form was sent that does not belong to the session: too old, or forged. */
    STALE_FORM(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    /** Too many wrong passwords; trying again helps, after a while. */
    TOO_MANY_ATTEMPTS(HttpStatus.TOO_MANY_REQUESTS),
    /** A defect of ours. */
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR),
    /** The database is away, or there is no room for another session; trying again helps. */
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    ErrorPage(HttpStatus status) {
        this.status = status;
    }

    /** The page for an answer of that status. */
    public static ErrorPage of(HttpStatusCode status) {
        return switch (status.value()) {
            case 403 -> REFUSED;
            case 404 -> NOT_FOUND;
            case 429 -> TOO_MANY_ATTEMPTS;
            case 503 -> UNAVAILABLE;
            default -> status.is4xxClientError() ? BAD_REQUEST : FAILED;
        };
    }

    public ModelAndView view() {
        String words = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new ModelAndView("dashboard/error", Map.of("error", words), status);
    }
}
