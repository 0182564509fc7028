package dev.riskflow.flow.callback;

import dev.riskflow.flow.browser.ReturnPage;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A callback that is malformed, not for the flow that it names, or not from its browser. It has changed nothing. */
final class CallbackRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private final ReturnPage.Outcome outcome;

    CallbackRefused(String detail) {
        this(HttpStatus.BAD_REQUEST, detail, ReturnPage.Outcome.REFUSED);
    }

    private CallbackRefused(HttpStatus status, String detail, ReturnPage.Outcome outcome) {
        super(status, problem(status, detail), null);
        this.outcome = outcome;
    }

    /** All is well with it, but that it has to come from the browser that started the flow. There it still may. */
    static CallbackRefused otherBrowser() {
        return new CallbackRefused(
                HttpStatus.FORBIDDEN,
                "This flow's code is accepted only from the browser that started it",
                ReturnPage.Outcome.OTHER_BROWSER);
    }

    /** What a person is shown. */
    ReturnPage.Outcome outcome() {
        return outcome;
    }

    private static ProblemDetail problem(HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(java.net.URI.create("urn:riskflow:problem:callback-refused"));
        problem.setTitle("Callback refused");
        return problem;
    }
}
