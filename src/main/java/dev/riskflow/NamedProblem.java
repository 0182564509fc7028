package dev.riskflow;

import java.net.URI;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Problem details (RFC 9457) with a type of ours: {@code urn:riskflow:problem:{name}}. */
public final class NamedProblem {

    private NamedProblem() {}

    /** Its title is the status' own. */
    public static ProblemDetail of(HttpStatusCode status, String name, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(type(name));
        return problem;
    }

    public static ProblemDetail of(HttpStatusCode status, String name, String title, String detail) {
        ProblemDetail problem = of(status, name, detail);
        problem.setTitle(title);
        return problem;
    }

    public static URI type(String name) {
        return URI.create("urn:riskflow:problem:" + name);
    }
}
