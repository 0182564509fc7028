package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import tools.jackson.databind.json.JsonMapper;

/** An issuer that is away delays its bearers, and nobody else. */
class IssuersTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void isAskedWhenTheFirstTokenComes() {
        new IssuersTokens(this::away, at(NOW));
        assertThat(asked).hasValue(0);
    }

    /** Not by each caller in turn, each of whom would wait for a time-out. */
    @Test
    void isNotAskedByEachCallerWhileItIsAway() {
        IssuersTokens tokens = new IssuersTokens(this::away, at(NOW));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> tokens.decode("t"))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void isAskedAgainAfterAPauseAndThenNoMore() {
        Instant[] now = {NOW};
        boolean[] up = {false};
        Jwt jwt = Jwt.withTokenValue("t").header("alg", "RS256").subject("a").build();
        IssuersTokens tokens = new IssuersTokens(
                () -> {
                    asked.incrementAndGet();
                    if (!up[0]) {
                        throw new IllegalStateException("away");
                    }
                    return token -> jwt;
                },
                new MovingClock(now));
        assertThatThrownBy(() -> tokens.decode("t")).isInstanceOf(JwtException.class);
        up[0] = true;
        assertThatThrownBy(() -> tokens.decode("t")).isInstanceOf(JwtException.class);

        now[0] = NOW.plus(Duration.ofSeconds(5));
        assertThat(tokens.decode("t")).isSameAs(jwt);
        assertThat(tokens.decode("t")).isSameAs(jwt);
        assertThat(asked).hasValue(2);
    }

    /** Not that the token is no good, which nobody knows. */
    @Test
    void theCallerIsToldToTryAgain() throws Exception {
        JwtAuthenticationProvider provider = new JwtAuthenticationProvider(new IssuersTokens(this::away, at(NOW)));
        MockHttpServletResponse response = new MockHttpServletResponse();
        SecurityProblems problems = new SecurityProblems(JsonMapper.shared(), new IssuerSettings("https://issuer"));

        assertThatThrownBy(() -> provider.authenticate(new BearerTokenAuthenticationToken("t")))
                .isInstanceOfSatisfying(AuthenticationServiceException.class, away -> {
                    try {
                        problems.commence(new MockHttpServletRequest(), response, away);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentAsString()).contains("urn:riskflow:problem:issuer-unavailable");
    }

    private org.springframework.security.oauth2.jwt.JwtDecoder away() {
        asked.incrementAndGet();
        throw new IllegalStateException("away");
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    /** Its time is what the array holds. */
    private static final class MovingClock extends Clock {

        private final Instant[] now;

        MovingClock(Instant[] now) {
            this.now = now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now[0];
        }
    }
}
