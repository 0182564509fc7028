package dev.riskflow.provider;

import dev.riskflow.secrets.Secret;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the answer to a token request (RFC 6749, section 5.1). The old token is spent by then, so whatever can be used
 * is used: only a missing or impossible access token makes an answer unreadable. Of an answer that is broken, both tokens
 * must have come: without one of its own, the old refresh token would be taken for good.
 */
final class TokenAnswers {

    /** What the contract ("Tokens") names as an access token's lifetime. */
    static final Duration DOCUMENTED_LIFETIME = Duration.ofHours(1);

    /** Keeps a nonsensical number from overflowing somebody's clock. */
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(365);

    /** RFC 6749, appendix A.12: visible ASCII; anything else could not be sent in a header. */
    private static final Pattern ACCESS_TOKEN = Pattern.compile("[\\x21-\\x7E]+");

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,18})(?:\\.\\d*)?");

    private static final Logger log = LoggerFactory.getLogger(TokenAnswers.class);

    private TokenAnswers() {}

    static IssuedTokens read(byte[] body) {
        AnswerMembers members = AnswerMembers.asFarAsReadable(body);
        String accessToken = members.find("access_token");
        if (accessToken == null || !ACCESS_TOKEN.matcher(accessToken).matches()) {
            throw new UnreadableAnswerException("no usable access_token");
        }
        Secret refreshToken = secret(members.find("refresh_token"));
        if (refreshToken == null) {
            members.requireWhole();
        }
        String type = members.find("token_type");
        if (type != null && !type.equalsIgnoreCase("Bearer")) {
            log.warn("The provider issued a token of another type than Bearer; it will be used as Bearer");
        }
        return new IssuedTokens(Secret.of(accessToken), refreshToken, lifetime(members.find("expires_in")));
    }

    private static @Nullable Secret secret(@Nullable String text) {
        return text == null || text.isBlank() ? null : Secret.of(text);
    }

    private static Duration lifetime(@Nullable String expiresIn) {
        var seconds = SECONDS.matcher(expiresIn == null ? "" : expiresIn.strip());
        if (!seconds.matches()) {
            return DOCUMENTED_LIFETIME;
        }
        Duration lifetime = Duration.ofSeconds(Long.parseLong(seconds.group(1)));
        if (lifetime.isZero()) {
            return DOCUMENTED_LIFETIME;
        }
        return lifetime.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : lifetime;
    }
}
