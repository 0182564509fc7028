package dev.riskflow.flow.start.request;

import dev.riskflow.NamedProblem;
import dev.riskflow.RetryAfterSeconds;
import dev.riskflow.provider.FlowId;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A link that is not handed out, and why. */
public final class StartRefused extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /** The provider usually answers sooner. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private StartRefused(HttpStatus status, String name, String detail) {
        super(status, NamedProblem.of(status, name, detail), null);
    }

    public static StartRefused malformedKey() {
        return new StartRefused(
                HttpStatus.BAD_REQUEST,
                "bad-request",
                "Idempotency-Key must be there once, with 1 to 255 printable ASCII characters");
    }

    public static StartRefused keyReused() {
        return new StartRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "This Idempotency-Key was used for another request");
    }

    public static StartRefused inProgress() {
        StartRefused refused = new StartRefused(
                HttpStatus.CONFLICT,
                "idempotency-in-progress",
                "The request with this Idempotency-Key is under way; ask again");
        refused.getHeaders().set(HttpHeaders.RETRY_AFTER, RetryAfterSeconds.of(SOON));
        return refused;
    }

    public static StartRefused linkGone() {
        return new StartRefused(
                HttpStatus.GONE,
                "link-gone",
                "The link that this Idempotency-Key stands for is over; start a flow with another key");
    }

    /** Whether there is one, the configuration decides as well. */
    public static StartRefused unconfirmable() {
        return invalidBinding("confirm needs a return URL: return_url, or the first of riskflow.return-urls");
    }

    static StartRefused unboundEndUser() {
        return invalidBinding("must be browser or confirm for an end user's flow");
    }

    /** As a field that is not valid is refused; but whether it is, more than the request decides. */
    private static StartRefused invalidBinding(String message) {
        StartRefused refused =
                new StartRefused(HttpStatus.BAD_REQUEST, "invalid-request", "Nothing was done; see errors");
        refused.getBody().setTitle("Invalid request");
        refused.getBody().setProperty("errors", List.of(new FieldError("binding", message)));
        return refused;
    }

    /** What was asked for before the erasure leaves nothing behind. Asked for again, it is a new flow. */
    public static StartRefused erased() {
        return new StartRefused(
                HttpStatus.CONFLICT, "erased", "What it was for was erased while it was under way; nothing was stored");
    }

    public static StartRefused erasureUnderWay() {
        StartRefused refused = new StartRefused(
                HttpStatus.CONFLICT, "erasure-under-way", "This user's data is being erased; start again after that");
        refused.getHeaders().set(HttpHeaders.RETRY_AFTER, RetryAfterSeconds.of(SOON));
        return refused;
    }

    public static StartRefused oneTime() {
        return new StartRefused(HttpStatus.CONFLICT, "one-time", "A one-time flow can't be renewed; start a new one");
    }

    public static StartRefused notRenewable() {
        return new StartRefused(
                HttpStatus.CONFLICT,
                "not-renewable",
                "This flow's parameters were not kept, as it was started with an earlier version; start a new one");
    }

    public static StartRefused alreadyRenewed(FlowId successor) {
        StartRefused refused = new StartRefused(
                HttpStatus.CONFLICT, "already-renewed", "This flow was renewed: renew " + successor + " instead");
        refused.getBody().setProperty("renewed_by", successor.value());
        return refused;
    }

    private record FieldError(String field, String message) {}
}
