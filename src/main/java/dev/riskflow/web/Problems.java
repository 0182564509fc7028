package dev.riskflow.web;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Problem details (RFC 9457) as we name them: {@code urn:riskflow:problem:{name}}. */
final class Problems {

    private static final URI BLANK = URI.create("about:blank");

    private Problems() {}

    static ProblemDetail of(HttpStatusCode status, String detail) {
        return named(ProblemDetail.forStatusAndDetail(status, detail));
    }

    static ProblemDetail of(HttpStatusCode status, String name, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(type(name));
        problem.setTitle(title);
        return problem;
    }

    /** Gives a problem without a type of its own the name of its status, as in {@code not-found}. */
    static ProblemDetail named(ProblemDetail problem) {
        if (problem.getType() == null || problem.getType().equals(BLANK)) {
            HttpStatus status = HttpStatus.resolve(problem.getStatus());
            problem.setType(type(
                    status == null
                            ? "error"
                            : status.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        return problem;
    }

    private static URI type(String name) {
        return URI.create("urn:riskflow:problem:" + name);
    }
}
