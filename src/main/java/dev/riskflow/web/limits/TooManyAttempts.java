package dev.riskflow.web.limits;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A secret or a password was not looked at: too many wrong ones came before it. */
public final class TooManyAttempts extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    TooManyAttempts(Duration pause) {
        super("Too many attempts");
        this.pause = pause;
    }

    public Duration pause() {
        return pause;
    }
}
