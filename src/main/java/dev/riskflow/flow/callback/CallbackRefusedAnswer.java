package dev.riskflow.flow.callback;

import dev.riskflow.NamedProblem;
import dev.riskflow.RetryAfterSeconds;
import dev.riskflow.flow.FailedStateChecks;
import dev.riskflow.flow.browser.ReturnPage;
import dev.riskflow.flow.browser.Wanted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** A person whose callback is refused sees a page, a program a problem. */
@ControllerAdvice(assignableTypes = CallbackController.class)
@Order(Ordered.HIGHEST_PRECEDENCE) // before the advice that takes every exception
class CallbackRefusedAnswer {

    private final ReturnPage page;
    private final FailedStateChecks failed;

    CallbackRefusedAnswer(ReturnPage page, FailedStateChecks failed) {
        this.page = page;
        this.failed = failed;
    }

    @ExceptionHandler
    Object handle(CallbackRefused refused, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        Duration wait = refused.isGuessed() ? failed.count(request) : Duration.ZERO;
        HttpStatusCode status = wait.isZero() ? refused.getStatusCode() : HttpStatus.TOO_MANY_REQUESTS;
        if (!wait.isZero()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RetryAfterSeconds.of(wait));
        }
        if (Wanted.by(request) != Wanted.PAGE) {
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(wait.isZero() ? refused.getBody() : ofTooMany());
        }
        return page.answer(refused.outcome(), locale, status);
    }

    /** Broken percent-encoding, or a control character; its message repeats the parameter, which may be a code. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    Object handleUndecodable(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return handle(new CallbackRefused("A parameter can't be decoded"), request, response, locale);
    }

    private static ProblemDetail ofTooMany() {
        return NamedProblem.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "flow_id and state don't belong together; too often from this address");
    }
}
