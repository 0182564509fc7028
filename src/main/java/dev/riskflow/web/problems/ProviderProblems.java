package dev.riskflow.web.problems;

import dev.riskflow.RetryAfterSeconds;
import dev.riskflow.provider.ProviderException;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The one place where a provider's failure becomes an answer of ours. */
@RestControllerAdvice
@Order(0) // before the advice that takes every exception, after the one that knows how pages look
class ProviderProblems {

    private static final Duration SOON = Duration.ofSeconds(5);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(ProviderException failure) {
        HttpStatus status = switch (failure.kind()) {
            case NOT_SENT, RATE_LIMITED, UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case REJECTED, UNREADABLE -> HttpStatus.BAD_GATEWAY;
            case NO_ANSWER -> HttpStatus.GATEWAY_TIMEOUT;
        };
        ProblemDetail problem = Problems.of(status, "provider-failed", "The provider failed", detail(failure));
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            Duration wait = failure.retryAfter() == null ? SOON : failure.retryAfter();
            response.header(HttpHeaders.RETRY_AFTER, RetryAfterSeconds.of(wait));
        }
        return response.body(problem);
    }

    private static String detail(ProviderException failure) {
        return switch (failure.kind()) {
            case NOT_SENT -> "It could not be reached; nothing was created";
            case RATE_LIMITED -> "It limits our calls; nothing was created";
            case UNAVAILABLE, NO_ANSWER -> "It did not answer properly; try again";
            case REJECTED -> "It rejected our request; see this service's log";
            case UNREADABLE -> "Its answer could not be read; see this service's log";
        };
    }
}
