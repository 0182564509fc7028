package dev.riskflow.report.export;

import dev.riskflow.report.AnswerBrokenOffException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;

/** An answer that is written for as long as it takes, and what becomes of it when it goes wrong on the way. */
public final class LongAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(LongAnswer.class);

    private final HttpServletResponse response;
    private final HttpHeaders saidBefore;

    private LongAnswer(HttpServletResponse response) {
        this.response = response;
        this.saidBefore = headersOf(response);
    }

    /** To be called before anything is said of the answer itself. */
    public static LongAnswer to(HttpServletResponse response) {
        return new LongAnswer(response);
    }

    /**
     * Returns if it is only that nobody reads on.
     *
     * @param written so far, for the log
     * @throws RuntimeException the failure itself, if nothing of the answer was sent: it is an ordinary one then
     * @throws AnswerBrokenOffException otherwise
     */
    public void failed(Exception failure, String written) {
        if (!(failure instanceof RuntimeException exception) || isOfConnection(exception)) {
            LOG.info("An export ended after {}, since nobody read on", written);
            return;
        }
        if (response.isCommitted()) {
            LOG.warn("An export broke off after {}", written, exception);
            throw new AnswerBrokenOffException();
        }
        response.reset();
        saidBefore.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        throw exception;
    }

    /** Jackson has its own exceptions for those of what it writes to; the database's, which look alike, are others. */
    private static boolean isOfConnection(RuntimeException exception) {
        return exception instanceof JacksonException
                && NestedExceptionUtils.getMostSpecificCause(exception) instanceof IOException;
    }

    /** What holds for any answer: those who said it don't come by again. */
    private static HttpHeaders headersOf(HttpServletResponse response) {
        HttpHeaders headers = new HttpHeaders();
        for (String name : response.getHeaderNames()) {
            headers.addAll(name, List.copyOf(response.getHeaders(name)));
        }
        return headers;
    }
}
