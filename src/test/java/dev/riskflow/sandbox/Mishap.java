package dev.riskflow.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong with one request. Unless {@link #afterActing} is said it happens before the sandbox acts:
 * nothing is spent. After acting, what is spent is spent and only the answer is lost.
 */
public final class Mishap {

    static final Mishap NONE = new Mishap(true, null, null, Duration.ZERO);

    private final boolean acts;
    private final @Nullable Answer answer;
    private final @Nullable CountDownLatch release;
    private final Duration delay;

    private Mishap(boolean acts, @Nullable Answer answer, @Nullable CountDownLatch release, Duration delay) {
        this.acts = acts;
        this.answer = answer;
        this.release = release;
        this.delay = delay;
    }

    private static Mishap instead(Answer answer) {
        return new Mishap(false, answer, null, Duration.ZERO);
    }

    /** An error status with a body in the OAuth shape. */
    public static Mishap status(int status) {
        return error(status, status < 500 ? "invalid_request" : "server_error", ErrorShape.OAUTH);
    }

    public static Mishap error(int status, String name, ErrorShape shape) {
        return instead(shape.render(status, name, "scripted"));
    }

    /** Any answer at all, such as one too large or not what its content type says. */
    public static Mishap answer(int status, String contentType, String body) {
        return instead(Answer.of(status, contentType, body));
    }

    public static Mishap invalidClient() {
        return error(401, "invalid_client", ErrorShape.OAUTH);
    }

    /** The report is still being computed. */
    public static Mishap notReady() {
        return error(404, "not_found", ErrorShape.PROVIDER);
    }

    /** A 200 whose body breaks off. */
    public static Mishap unreadable() {
        return answer(200, "application/json", "{\"access_token\": \"");
    }

    /** The connection is closed without an answer. */
    public static Mishap cut() {
        return instead(Answer.connectionCut());
    }

    /** The true answer, but only once the latch is released; after a minute, a 500. */
    public static Mishap held(CountDownLatch release) {
        return new Mishap(true, null, release, Duration.ZERO);
    }

    /** The true answer, late. */
    public static Mishap late(Duration delay) {
        return new Mishap(true, null, null, delay);
    }

    /** The same, after the sandbox has acted: what was spent is spent. */
    public Mishap afterActing() {
        return new Mishap(true, answer, release, delay);
    }

    /** Retry-After in seconds. */
    public Mishap retryAfter(Duration wait) {
        return header("Retry-After", Long.toString(wait.toSeconds()));
    }

    /** Retry-After as a date. */
    public Mishap retryAfter(Instant when) {
        return header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(when.atOffset(ZoneOffset.UTC)));
    }

    private Mishap header(String name, String value) {
        if (answer == null) {
            throw new IllegalStateException("The true answer carries no scripted header");
        }
        return new Mishap(acts, answer.with(name, value), release, delay);
    }

    boolean acts() {
        return acts;
    }

    boolean replacesAnswer() {
        return answer != null;
    }

    /** What the caller gets instead of the true answer, or that one. */
    Answer over(Answer trueAnswer) {
        return (answer == null ? trueAnswer : answer).delayed(delay);
    }

    void awaitRelease() throws InterruptedException {
        if (release != null) {
            boolean released = release.await(1, TimeUnit.MINUTES);
            if (!released) {
                throw new IllegalStateException("A held answer was never released");
            }
        }
    }
}
