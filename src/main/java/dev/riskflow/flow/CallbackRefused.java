package dev.riskflow.flow;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A callback that is malformed, or not for the flow that it names. It has changed nothing. */
final class CallbackRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    CallbackRefused(String detail) {
        super(HttpStatus.BAD_REQUEST, problem(detail), null);
    }

    private static ProblemDetail problem(String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
        problem.setType(java.net.URI.create("urn:riskflow:problem:callback-refused"));
        problem.setTitle("Callback refused");
        return problem;
    }
}
