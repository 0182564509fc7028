package dev.riskflow.web.limits;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.util.StringUtils;

/**
 * Nobody guesses at leisure: after too many wrong secrets, further ones are refused without being looked at, which also
 * spares the cost of looking. Who is known to be right is let in all the same, so that nobody's failures keep others out
 * who are at work, though they share an address.
 */
public final class ThrottledSignIn implements AuthenticationProvider {

    /** Anybody may send any name, and it is remembered for a while. */
    private static final int LONGEST_NAME = 200;

    private final AuthenticationProvider provider;
    private final FailedSignIns failures;
    private final String kind;
    private final Predicate<Authentication> knownToBeRight;

    /** @param kind of the names: a client is not the user of the same name */
    public ThrottledSignIn(
            AuthenticationProvider provider,
            FailedSignIns failures,
            String kind,
            Predicate<Authentication> knownToBeRight) {
        this.provider = provider;
        this.failures = failures;
        this.kind = kind;
        this.knownToBeRight = knownToBeRight;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication attempt) throws AuthenticationException {
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? Network.of(details.getRemoteAddress())
                : "";
        // Names are looked up in either case: each way to write one would have a limit of its own.
        String lookedUp = attempt.getName().toLowerCase(Locale.ROOT);
        String name = kind + ":" + StringUtils.truncate(lookedUp, LONGEST_NAME);
        Duration wait = failures.pause(address, name);
        if (!wait.isZero() && !knownToBeRight.test(attempt)) {
            throw new TooManyAttempts(wait);
        }
        try {
            return provider.authenticate(attempt);
        } catch (BadCredentialsException e) {
            failures.note(address, name);
            throw e;
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return provider.supports(authentication);
    }
}
