package dev.riskflow.provider;

import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.provider.ProviderException.Operation;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/** Tells what a failed call means. Wherever it can't be excluded that the provider acted, it says so. */
final class CallFailures {

    /** RFC 6749, section 5.2. What is not on this list does not leave the answer that it came in. */
    private static final Set<String> KNOWN_ERRORS = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope");

    private final Clock clock;

    CallFailures(Clock clock) {
        this.clock = clock;
    }

    /** There was no whole answer. */
    ProviderException withoutAnswer(Operation operation, @Nullable Throwable cause) {
        if (cause instanceof BoundedAnswers.TooLargeException tooLarge) {
            return unreadable(operation, tooLarge.status());
        }
        return new ProviderException(
                operation, neverConnected(cause) ? Kind.NOT_SENT : Kind.NO_ANSWER, null, null, null);
    }

    /** There was a success, but not with the promised body. */
    ProviderException unreadable(Operation operation, int status) {
        return new ProviderException(operation, Kind.UNREADABLE, status, null, null);
    }

    /** There was an answer of another status than the call's success. */
    ProviderException refused(Operation operation, ResponseEntity<byte[]> answer) {
        HttpHeaders headers = answer.getHeaders();
        return new ProviderException(
                operation,
                kind(answer.getStatusCode()),
                answer.getStatusCode().value(),
                knownError(answer.getBody()),
                RetryAfter.read(headers, clock.instant()));
    }

    /**
     * The JDK's client throws these before a byte of the request leaves. A certificate that we don't trust ends the TLS
     * handshake on our side, which also precedes the request; other handshake failures may reach us after it.
     */
    private static boolean neverConnected(@Nullable Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnknownHostException
                || (cause instanceof SSLHandshakeException && hasCertificateFault(cause));
    }

    private static boolean hasCertificateFault(Throwable cause) {
        for (Throwable t = cause.getCause(); t != null; t = t.getCause()) {
            if (t instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static Kind kind(HttpStatusCode status) {
        if (status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
            return Kind.RATE_LIMITED;
        }
        return status.is4xxClientError() || status.is2xxSuccessful() ? Kind.REJECTED : Kind.UNAVAILABLE;
    }

    /** Both shapes of the contract's section "Errors"; any other body, HTML for one, gives no reason. */
    private static @Nullable String knownError(byte @Nullable [] body) {
        if (body == null) {
            return null;
        }
        try {
            AnswerMembers members = AnswerMembers.of(body);
            String error = members.find("error");
            String code = error == null ? members.find("error.name") : error;
            return code != null && KNOWN_ERRORS.contains(code) ? code : null;
        } catch (UnreadableAnswerException e) {
            return null;
        }
    }
}
