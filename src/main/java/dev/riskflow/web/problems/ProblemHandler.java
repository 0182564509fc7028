package dev.riskflow.web.problems;

import dev.riskflow.DatabaseAway;
import dev.riskflow.web.logs.LoggedPath;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns what went wrong in a controller into a problem response. The texts are ours: a library's message may repeat
 * what was sent, and that may be a person's data.
 */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final DatabaseProblems database;

    ProblemHandler(DatabaseProblems database) {
        this.database = database;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> errors = exception.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldProblem(FieldProblem.snakeCase(error.getField()), error.getDefaultMessage()))
                .sorted(Comparator.comparing(FieldProblem::field))
                .toList();
        return invalid(errors, exception, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ErrorResponseException refused) { // the reading was ended, wherever it was in the body
                return handleErrorResponseException(refused, refused.getHeaders(), refused.getStatusCode(), request);
            }
        }
        List<FieldProblem> errors = FieldProblem.from(exception.getCause());
        if (!errors.isEmpty()) {
            return invalid(errors, exception, headers, request);
        }
        ProblemDetail problem = Problems.of(
                HttpStatus.BAD_REQUEST,
                "malformed-body",
                "Malformed body",
                "The body must be one JSON object, with no member twice");
        return handleExceptionInternal(exception, problem, headers, HttpStatus.BAD_REQUEST, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String parameter = exception instanceof MethodArgumentTypeMismatchException argument
                ? FieldProblem.snakeCase(argument.getName())
                : "A parameter";
        return badRequest(parameter + " is malformed", exception, headers, request);
    }

    /** Where the path leads nowhere: it is not repeated, for the same reason. */
    @Override
    protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return nothingThere(exception, headers, request);
    }

    /** The same for files of pages. */
    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return nothingThere(exception, headers, request);
    }

    private @Nullable ResponseEntity<Object> nothingThere(
            Exception exception, HttpHeaders headers, WebRequest request) {
        ProblemDetail problem = Problems.of(HttpStatus.NOT_FOUND, "There is nothing at this path");
        problem.setInstance(URI.create(LoggedPath.of(((ServletWebRequest) request).getRequest())));
        return handleExceptionInternal(exception, problem, headers, HttpStatus.NOT_FOUND, request);
    }

    private @Nullable ResponseEntity<Object> badRequest(
            String detail, Exception exception, HttpHeaders headers, WebRequest request) {
        ProblemDetail problem = Problems.of(HttpStatus.BAD_REQUEST, detail);
        return handleExceptionInternal(exception, problem, headers, HttpStatus.BAD_REQUEST, request);
    }

    /** Broken percent-encoding. Its message repeats the parameter, which may be a code. */
    @ExceptionHandler(InvalidParameterException.class)
    @Nullable
    ResponseEntity<Object> handleUnreadableParameter(InvalidParameterException exception, WebRequest request) {
        return badRequest("A parameter can't be decoded", exception, new HttpHeaders(), request);
    }

    /** A character that no header or parameter may have: seen only when it is read, and its message repeats it. */
    @ExceptionHandler(RequestRejectedException.class)
    @Nullable
    ResponseEntity<Object> handleRejected(RequestRejectedException exception, WebRequest request) {
        return badRequest(
                "A header or a parameter has a character that is not allowed there",
                exception,
                new HttpHeaders(),
                request);
    }

    /** What nobody foresaw, but that the database may be away: logged for us, and nothing of it said to the caller. */
    @ExceptionHandler(Exception.class)
    @Nullable
    Object handleUnforeseen(
            Exception exception, ServletWebRequest request, HttpServletResponse response, Locale locale) {
        if (DatabaseAway.explains(exception)) {
            return database.answer(exception, request.getRequest(), response, locale);
        }
        LOG.error("A request failed", exception);
        ProblemDetail problem = Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "This was not foreseen; it is logged");
        return handleExceptionInternal(
                exception, problem, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (!(body instanceof ProblemDetail problem)) {
            return super.createResponseEntity(body, headers, status, request);
        }
        Problems.named(problem);
        HttpHeaders typed = new HttpHeaders(headers);
        typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON); // whatever is accepted, or can't be read of that
        return super.createResponseEntity(problem, typed, status, request);
    }

    private @Nullable ResponseEntity<Object> invalid(
            List<FieldProblem> errors, Exception exception, HttpHeaders headers, WebRequest request) {
        ProblemDetail problem = Problems.of(
                HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request", "Nothing was done; see errors");
        problem.setProperty("errors", errors);
        return handleExceptionInternal(exception, problem, headers, HttpStatus.BAD_REQUEST, request);
    }
}
