package dev.riskflow.flow.callback;

import dev.riskflow.NamedProblem;
import dev.riskflow.flow.browser.ReturnPage;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A callback that is malformed, not for the flow that it names, or not from its browser. It has changed nothing. */
final class CallbackRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private final ReturnPage.Outcome outcome;
    private final boolean guessed;

    CallbackRefused(String detail) {
        this(HttpStatus.BAD_REQUEST, detail, ReturnPage.Outcome.REFUSED, false);
    }

    private CallbackRefused(HttpStatus status, String detail, ReturnPage.Outcome outcome, boolean guessed) {
        super(status, NamedProblem.of(status, "callback-refused", "Callback refused", detail), null);
        this.outcome = outcome;
        this.guessed = guessed;
    }

    /** There may be no such flow; that is not told apart. */
    static CallbackRefused stateOfNoSuchFlow() {
        return new CallbackRefused(
                HttpStatus.BAD_REQUEST, "flow_id and state don't belong together", ReturnPage.Outcome.REFUSED, true);
    }

    /** All is well with it, but that it has to come from the browser that started the flow. There it still may. */
    static CallbackRefused otherBrowser() {
        return new CallbackRefused(
                HttpStatus.FORBIDDEN,
                "This flow's code is accepted only from the browser that started it",
                ReturnPage.Outcome.OTHER_BROWSER,
                false);
    }

    /** Whether somebody may be guessing states. */
    boolean isGuessed() {
        return guessed;
    }

    /** What a person is shown. */
    ReturnPage.Outcome outcome() {
        return outcome;
    }
}
