package dev.riskflow.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Reads an issuer's tokens. The issuer is asked for its metadata when the first token comes, so that the service starts
 * without it; while it is away, callers are told so at once, and it is asked again after a pause.
 */
final class IssuersTokens implements JwtDecoder {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Supplier<JwtDecoder> issuer;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable JwtDecoder known;
    private volatile Instant askAgainAt = Instant.MIN;

    IssuersTokens(Supplier<JwtDecoder> issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        JwtDecoder decoder = known;
        return (decoder == null ? ask() : decoder).decode(token);
    }

    private JwtDecoder ask() {
        asking.lock();
        try {
            JwtDecoder decoder = known;
            if (decoder == null) {
                decoder = askNow();
                known = decoder;
            }
            return decoder;
        } finally {
            asking.unlock();
        }
    }

    /** Those who waited meanwhile don't ask in their turn. */
    private JwtDecoder askNow() {
        if (clock.instant().isBefore(askAgainAt)) {
            throw new JwtException("The issuer could not be reached a moment ago");
        }
        try {
            return issuer.get();
        } catch (RuntimeException e) {
            askAgainAt = clock.instant().plus(PAUSE);
            throw new JwtException("The issuer can't be reached", e);
        }
    }
}
