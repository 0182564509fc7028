package dev.riskflow.web.bearers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpHandler;
import dev.riskflow.RequestTurns;
import dev.riskflow.environment.TestIssuer;
import dev.riskflow.sandbox.MovableClock;
import dev.riskflow.web.callers.IssuerSettings;
import dev.riskflow.web.callers.SecurityProblems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import tools.jackson.databind.json.JsonMapper;

/** An issuer that is away or slow delays its bearers, and nobody else; and it is not asked whatever anybody likes. */
class IssuersTokensTest {

    private static final HttpHandler AWAY = exchange -> TestIssuer.fail(exchange, 500);

    /** A little more than may be, and good but for that. */
    private static final String PADDING = " ".repeat(1024 * 1024);

    private final TestIssuer issuer = TestIssuer.start();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final RequestTurns turns = new RequestTurns(1);
    private final JwtDecoder tokens = new BearersConfiguration()
            .issuersTokens(
                    new IssuerSettings(issuer.url()),
                    new JwtSettings(TestIssuer.AUDIENCE, Set.of(), Duration.ofSeconds(30)),
                    clock.withZone(ZoneOffset.UTC),
                    turns);
    private final Executor requests = request -> Thread.ofVirtual().start(() -> turns.take(request));

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void isAskedWhenTheFirstTokenComesAndThenNoMore() {
        assertThat(issuer.asked()).isZero();
        assertGood();
        assertGood();
        assertThat(issuer.asked()).isEqualTo(2);
    }

    @Test
    void itsMetadataMayBeWhereOAuthHasThem() {
        issuer.answerBy(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/.well-known/oauth-authorization-server")) {
                TestIssuer.answer(exchange, issuer.metadata());
            } else if (exchange.getRequestURI().getPath().equals("/keys")) {
                issuer.answer(exchange);
            } else {
                TestIssuer.fail(exchange, 404);
            }
        });
        assertGood();
    }

    @Test
    void isNotFollowedElsewhere() {
        issuer.answerBy(exchange -> {
            exchange.getResponseHeaders().add("Location", issuer.url() + "/elsewhere");
            TestIssuer.fail(exchange, 302);
        });
        assertAway(good());
        assertThat(issuer.asked()).isOne();
    }

    /** Not by each caller in turn, each of whom would wait for a time-out. */
    @Test
    void isAskedAgainAfterAPauseOnlyWhileItIsAway() {
        issuer.answerBy(AWAY);
        for (int i = 0; i < 10; i++) {
            assertAway(good());
        }
        assertThat(issuer.asked()).isOne();
        issuer.answerBy(issuer::answer);
        clock.advance(Duration.ofMillis(4_999));
        assertAway(good());

        clock.advance(Duration.ofMillis(1));
        assertGood();
        assertThat(issuer.asked()).isEqualTo(3);
    }

    @Test
    void isAskedAgainAfterAPauseThoughTheClockWasSetBack() {
        issuer.answerBy(AWAY);
        assertAway(good());
        issuer.answerBy(issuer::answer);

        clock.advance(Duration.ofHours(-1));
        assertGood();
    }

    @Test
    void isAskedAgainAfterAPauseOnlyWhenItGoesAwayLater() {
        assertGood();
        clock.advance(Duration.ofSeconds(5));
        issuer.answerBy(exchange -> TestIssuer.answer(exchange, PADDING + "x"));
        for (int i = 0; i < 10; i++) {
            assertAway(ofKey("unknown" + i));
        }
        assertThat(issuer.asked()).isEqualTo(3);
        issuer.answerBy(issuer::answer);
        assertAway(ofKey("unknown"));
        assertGood();

        clock.advance(Duration.ofSeconds(5));
        assertRefused(ofKey("unknown"));
        assertThat(issuer.asked()).isEqualTo(4);
    }

    /** Anybody may name keys that there are not. */
    @Test
    void isNotAskedForEachKeyThatNobodyHas() {
        assertGood();
        assertRefused(ofKey("unknown"));
        assertThat(issuer.asked()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(5));

        List<CompletableFuture<Throwable>> burst = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String token = ofKey("unknown" + i);
            burst.add(CompletableFuture.supplyAsync(() -> catchThrowable(() -> tokens.decode(token)), requests));
        }
        burst.forEach(
                failure -> assertThat(failure.orTimeout(20, SECONDS).join()).isInstanceOf(BadJwtException.class));
        assertThat(issuer.asked()).isEqualTo(3);
    }

    /** Neither who has it asked, nor who comes while it is. There is a single turn. */
    @Test
    void whoWaitsForItKeepsNobodyElseWaiting() throws InterruptedException {
        assertGood();
        clock.advance(Duration.ofSeconds(5));
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch answered = new CountDownLatch(1);
        issuer.answerBy(exchange -> {
            called.countDown();
            await(answered);
            issuer.answer(exchange);
        });
        List<CompletableFuture<Throwable>> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String token = ofKey("unknown" + i);
            waiting.add(CompletableFuture.supplyAsync(
                    () -> {
                        arrived.countDown();
                        return catchThrowable(() -> tokens.decode(token));
                    },
                    requests));
        }
        try {
            assertThat(arrived.await(20, SECONDS)).isTrue();
            assertThat(called.await(20, SECONDS)).isTrue();
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(
                    () -> {
                        assertGood();
                        return waiting.stream().noneMatch(CompletableFuture::isDone);
                    },
                    requests);
            assertThat(other.orTimeout(20, SECONDS).join()).isTrue();
        } finally {
            answered.countDown();
        }
        waiting.forEach(
                failure -> assertThat(failure.orTimeout(20, SECONDS).join()).isInstanceOf(JwtException.class));
        assertThat(issuer.asked()).isEqualTo(3);
    }

    @Test
    void anAnswerHasItsLimit() {
        issuer.answerBy(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/keys")) {
                TestIssuer.answer(exchange, PADDING + issuer.keys());
            } else {
                issuer.answer(exchange);
            }
        });
        assertAway(good());
    }

    /** By the clock that all instances have in common, not by the machine's. */
    @Test
    void aTokenIsRefusedOnceItsTimeIsOver() {
        clock.advance(Duration.between(clock.instant(), Instant.now().plus(Duration.ofMinutes(14))));
        assertGood();

        clock.advance(Duration.ofMinutes(2));
        assertRefused(good());
    }

    /** Not that the token is no good, which nobody knows. */
    @Test
    void theCallerIsToldToTryAgain() throws Exception {
        issuer.answerBy(AWAY);
        JwtAuthenticationProvider provider = new JwtAuthenticationProvider(tokens);
        MockHttpServletResponse response = new MockHttpServletResponse();
        SecurityProblems problems = new SecurityProblems(JsonMapper.shared(), new IssuerSettings(issuer.url()));

        assertThatExceptionOfType(AuthenticationServiceException.class)
                .isThrownBy(() -> provider.authenticate(new BearerTokenAuthenticationToken(good())))
                .satisfies(away -> {
                    try {
                        problems.commence(new MockHttpServletRequest(), response, away);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentAsString()).contains("urn:riskflow:problem:issuer-unavailable");
    }

    private String good() {
        return issuer.service("a", "risk-flows");
    }

    private String ofKey(String id) {
        return TestIssuer.sign(
                issuer.claims("a", "risk-flows").build(),
                new RSAKey.Builder(issuer.key()).keyID(id).build());
    }

    private void assertGood() {
        assertThat(tokens.decode(good()).getSubject()).isEqualTo("a");
    }

    private void assertRefused(String token) {
        assertThat(catchThrowable(() -> tokens.decode(token))).isInstanceOf(BadJwtException.class);
    }

    private void assertAway(String token) {
        assertThat(catchThrowable(() -> tokens.decode(token)))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
