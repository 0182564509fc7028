package dev.riskflow.web.bearers;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;

/** The issuer has to be asked first, which whoever reads its answers can't wait for. */
final class NotAsked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HttpRequest question;

    NotAsked(HttpRequest question) {
        super("The issuer was not asked yet");
        this.question = question;
    }

    /** What to ask, if it is this that a failure comes of. */
    static Optional<HttpRequest> in(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null && !(cause instanceof NotAsked)) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(cause).map(NotAsked.class::cast).map(notAsked -> notAsked.question);
    }
}
