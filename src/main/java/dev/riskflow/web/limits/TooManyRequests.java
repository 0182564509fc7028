package dev.riskflow.web.limits;

import dev.riskflow.RetryAfterSeconds;
import dev.riskflow.web.problems.Problems;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Somebody comes too often (RFC 6585, section 4). Nothing was done. */
public final class TooManyRequests extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    TooManyRequests(Duration wait) {
        super(HttpStatus.TOO_MANY_REQUESTS, problem(), null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RetryAfterSeconds.of(wait));
    }

    public static ProblemDetail problem() {
        return Problems.of(HttpStatus.TOO_MANY_REQUESTS, "Nothing was done; try again after Retry-After");
    }
}
