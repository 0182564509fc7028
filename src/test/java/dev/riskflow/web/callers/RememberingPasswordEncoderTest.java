package dev.riskflow.web.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.sandbox.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A slow check is made once in five minutes for a right secret, and each time for a wrong one. */
class RememberingPasswordEncoderTest {

    private final Slow slow = new Slow();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final RememberingPasswordEncoder encoder =
            new RememberingPasswordEncoder(slow, clock.withZone(ZoneOffset.UTC));

    @Test
    void aRightSecretIsRemembered() {
        for (int i = 0; i < 3; i++) {
            assertThat(encoder.matches("right", "{right}")).isTrue();
        }
        assertThat(slow.checks).isOne();
    }

    @Test
    void notForLongerThanFiveMinutes() {
        assertThat(encoder.matches("right", "{right}")).isTrue();
        clock.advance(Duration.ofMinutes(5).minusNanos(1));
        assertThat(encoder.matches("right", "{right}")).isTrue();
        assertThat(slow.checks).isOne();

        clock.advance(Duration.ofNanos(1));
        assertThat(encoder.matches("right", "{right}")).isTrue();
        assertThat(slow.checks).isEqualTo(2);
    }

    @Test
    void aWrongSecretIsNeverRemembered() {
        assertThat(encoder.matches("wrong", "{right}")).isFalse();
        assertThat(encoder.matches("wrong", "{right}")).isFalse();
        assertThat(slow.checks).isEqualTo(2);
    }

    @Test
    void aRememberedSecretMakesNoOtherOneRight() {
        assertThat(encoder.matches("right", "{right}")).isTrue();
        assertThat(encoder.matches("wrong", "{right}")).isFalse();
        assertThat(encoder.matches("right", "{changed}")).isFalse();
        assertThat(encoder.matches("{right}right", "")).isFalse();
        assertThat(encoder.matches("", "{right}right")).isFalse();
    }

    /** Bcrypt looks at 72 bytes, of the secret repeated with a NUL between: with one, many would be right. */
    @Test
    void noSecretHasANul() {
        BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(4);
        RememberingPasswordEncoder remembering = new RememberingPasswordEncoder(bcrypt, clock.withZone(ZoneOffset.UTC));
        String encoded = String.valueOf(bcrypt.encode("right"));
        String repeated = "right\0".repeat(13).substring(0, 72);

        assertThat(bcrypt.matches(repeated + "any", encoded)).isTrue();
        assertThat(remembering.matches(repeated + "any", encoded)).isFalse();
        assertThat(remembering.matches("right", encoded)).isTrue();
    }

    /** Where an encoder looks at the beginning only, memory does not fill with what it does not look at. */
    @Test
    void ofASecretTheLastRightFormIsRemembered() {
        assertThat(encoder.matches("right", "{right}")).isTrue();
        slow.alsoRight = "right and more";
        assertThat(encoder.matches("right and more", "{right}")).isTrue();

        assertThat(encoder.wasRight("right and more", "{right}")).isTrue();
        assertThat(encoder.wasRight("right", "{right}")).isFalse();
    }

    @Test
    void nothingIsNoSecret() {
        assertThat(encoder.matches(null, "{right}")).isFalse();
        assertThat(encoder.matches("right", null)).isFalse();
    }

    @Test
    void encodesAsTheEncoderThatItAsks() {
        assertThat(encoder.encode("x")).isEqualTo("{x}");
    }

    /** Counts how often it was asked. */
    private static final class Slow implements PasswordEncoder {

        private int checks;
        private String alsoRight = "\0";

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return "{" + password + "}";
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
            checks++;
            return Objects.equals(encode(password), encoded)
                    || alsoRight.contentEquals(Objects.requireNonNull(password));
        }
    }
}
