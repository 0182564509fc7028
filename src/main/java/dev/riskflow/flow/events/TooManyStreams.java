package dev.riskflow.flow.events;

import dev.riskflow.NamedProblem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** As many streams are open as this instance keeps, in all or of one flow. */
final class TooManyStreams extends ErrorResponseException {

    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "5";

    TooManyStreams() {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(), null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    private static ProblemDetail problem() {
        return NamedProblem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too-many-streams",
                "Too many open streams",
                "Try again, or ask for the flow's status instead");
    }
}
