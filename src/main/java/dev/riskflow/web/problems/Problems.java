package dev.riskflow.web.problems;

import dev.riskflow.NamedProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Problem details (RFC 9457), each with a type of ours. */
public final class Problems {

    private static final URI BLANK = URI.create("about:blank");

    private Problems() {}

    public static ProblemDetail of(HttpStatusCode status, String detail) {
        return named(ProblemDetail.forStatusAndDetail(status, detail));
    }

    public static ProblemDetail of(HttpStatusCode status, String name, String title, String detail) {
        return NamedProblem.of(status, name, title, detail);
    }

    /** Gives a problem without a type of its own the name of its status, as in {@code not-found}. */
    static ProblemDetail named(ProblemDetail problem) {
        if (problem.getType() == null || problem.getType().equals(BLANK)) {
            HttpStatus status = HttpStatus.resolve(problem.getStatus());
            problem.setType(NamedProblem.type(
                    status == null
                            ? "error"
                            : status.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        return problem;
    }

    /** As the whole answer, where no controller advice sees it. */
    public static void write(ProblemDetail problem, HttpServletResponse response, JsonMapper mapper)
            throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        mapper.writeValue(response.getOutputStream(), problem);
    }
}
