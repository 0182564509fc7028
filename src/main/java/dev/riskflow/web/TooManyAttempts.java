package dev.riskflow.web;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A secret or a password was not looked at: too many wrong ones came before it. */
final class TooManyAttempts extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    TooManyAttempts(Duration pause) {
        super("Too many attempts");
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }
}
