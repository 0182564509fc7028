package dev.riskflow.flow;

import dev.riskflow.NamedProblem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What can't be done to a flow as it stands, as a problem (RFC 9457); nothing was changed. */
public final class FlowProblem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private FlowProblem(HttpStatus status, ProblemDetail problem) {
        super(status, problem, null);
    }

    /** Another client's flow looks the same, so that ids can't be probed. */
    public static FlowProblem notFound() {
        return of(HttpStatus.NOT_FOUND, "not-found", "Not Found", "There is no such flow");
    }

    public static FlowProblem notYourself() {
        return of(HttpStatus.FORBIDDEN, "forbidden", "Forbidden", "user_id must be the one that the token is about");
    }

    public static FlowProblem notAwaitingConfirmation(String detail) {
        return of(HttpStatus.CONFLICT, "not-awaiting-confirmation", "Not awaiting confirmation", detail);
    }

    public static FlowProblem confirmationRefused() {
        return of(
                HttpStatus.FORBIDDEN,
                "confirmation-refused",
                "Confirmation refused",
                "This is not what the returning browser was given");
    }

    /** @param why for programs; {@code detail} says it to people */
    public static FlowProblem notRetryable(String why, String detail) {
        FlowProblem problem = of(HttpStatus.CONFLICT, "not-retryable", "Not retryable", detail);
        problem.getBody().setProperty("why", why);
        return problem;
    }

    private static FlowProblem of(HttpStatus status, String name, String title, String detail) {
        return new FlowProblem(status, NamedProblem.of(status, name, title, detail));
    }
}
