package dev.riskflow.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one shape of a provider call that did not succeed. Its text is made of our own words and of allow-listed codes
 * only; nothing of a response's body ever enters it.
 */
public final class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The four calls. */
    public enum Operation {
        CREATE_LINK,
        EXCHANGE,
        REFRESH,
        FETCH_REPORT
    }

    /** What is known about a failed call; the question that matters is whether the provider may have acted on it. */
    public enum Kind {
        /** The request never reached the provider: no connection. Nothing is spent. */
        NOT_SENT,
        /** {@code 429}: refused before it was acted on. Nothing is spent. */
        RATE_LIMITED,
        /**
         * Another {@code 4xx}: refused, with a reason in {@link #error()} if it was a known one. Or a report that is not
         * there yet, in the words of a {@code 202}.
         */
        REJECTED,
        /** {@code 5xx}, or a redirect: it may or may not have been acted on. */
        UNAVAILABLE,
        /** A success status whose body can't be read: it was acted on, and the result is lost to us. */
        UNREADABLE,
        /** No answer: cut connection or time-out. It may or may not have been acted on. */
        NO_ANSWER
    }

    private final Operation operation;
    private final Kind kind;
    private final @Nullable Integer status;
    private final @Nullable String error;
    private final @Nullable Duration retryAfter;

    /**
     * @param status HTTP status, if there was an answer
     * @param error an allow-listed error code, such as {@code invalid_grant} (RFC 6749, section 5.2)
     * @param retryAfter how long the provider asked us to wait (RFC 9110, section 10.2.3)
     */
    public ProviderException(
            Operation operation,
            Kind kind,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Duration retryAfter) {
        super(describe(operation, kind, status, error));
        this.operation = operation;
        this.kind = kind;
        this.status = status;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    private static String describe(Operation operation, Kind kind, @Nullable Integer status, @Nullable String error) {
        return "Provider call " + operation + " failed: " + kind + (status == null ? "" : ", status " + status)
                + (error == null ? "" : ", " + error);
    }

    public Operation operation() {
        return operation;
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable Integer status() {
        return status;
    }

    public @Nullable String error() {
        return error;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The presented code or refresh token is spent, expired or revoked (RFC 6749, section 5.2). */
    public boolean isInvalidGrant() {
        return kind == Kind.REJECTED && "invalid_grant".equals(error);
    }
}
