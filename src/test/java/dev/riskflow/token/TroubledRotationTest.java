package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.ErrorShape;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a failed rotation leaves behind: a loss only where the provider said so, a doubt where nobody knows. */
@RiskflowTest
class TroubledRotationTest {

    private final Grants tokens;
    private final SandboxProvider provider;
    private final OngoingGrants grants;

    TroubledRotationTest(Grants tokens, SandboxProvider provider, Riskflow riskflow, JdbcClient jdbc) {
        this.tokens = tokens;
        this.provider = provider;
        this.grants = new OngoingGrants(riskflow, jdbc);
    }

    @Test
    void aRefusedGrantIsLostAndSaysSo() {
        FlowId flow = grants.expired();
        provider.revoke(flow.value());

        assertThat(tokens.access(flow)).isEqualTo(new Access.Lost(LossReason.GRANT_REFUSED));
        assertThat(tokens.access(flow)).isEqualTo(new Access.Lost(LossReason.GRANT_REFUSED));

        assertThat(grants.state(flow)).isEqualTo("REAUTHORIZE");
        assertThat(grants.ledger(flow)).containsExactly("EXCHANGE STORED", "USE REFUSED");
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();
    }

    static Stream<Mishap> notActedUpon() {
        return Stream.of(
                Mishap.status(429),
                Mishap.status(429).retryAfter(Duration.ofSeconds(90)),
                Mishap.status(429).retryAfter(Instant.now().plusSeconds(90)),
                Mishap.invalidClient(),
                Mishap.error(400, "invalid_request", ErrorShape.OAUTH),
                Mishap.error(403, "forbidden", ErrorShape.PROVIDER));
    }

    @ParameterizedTest
    @MethodSource("notActedUpon")
    void whatWasNotActedUponBacksOffAndCostsNoAccess(Mishap mishap) {
        FlowId flow = grants.expired();
        Misfortune.next(provider, flow.value(), Operation.REFRESH, mishap);

        assertThat(tokens.access(flow)).isInstanceOf(Access.Busy.class);
        assertThat(tokens.access(flow)).isInstanceOf(Access.Busy.class);
        assertThat(grants.state(flow)).isEqualTo("ACTIVE");
        assertThat(grants.waiting(flow)).isPositive();
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();

        grants.endWaiting(flow);
        assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);
        assertThat(grants.text(flow, "failures::text")).isEqualTo("0");
    }

    @Test
    void aWaitThatTheProviderAsksForIsRespected() {
        FlowId flow = grants.expired();
        Misfortune.next(
                provider, flow.value(), Operation.REFRESH, Mishap.status(429).retryAfter(Duration.ofHours(2)));

        assertThat(tokens.access(flow))
                .isInstanceOfSatisfying(
                        Access.Busy.class,
                        busy -> assertThat(busy.retryAfter()).isBetween(Duration.ofMinutes(119), Duration.ofHours(2)));
    }

    @Test
    void failuresBackOffFurtherAndFurtherUpToAQuarterOfAnHour() {
        FlowId flow = grants.expired();
        provider.trouble().whenever(Operation.REFRESH, attempt -> Mishap.status(429));
        double longest = 0;
        for (int failure = 1; failure <= 14; failure++) {
            tokens.access(flow);
            longest = grants.waiting(flow);
            assertThat(longest).isBetween(Math.min(900, Math.pow(2, failure - 1)) / 2 - 1, 900.0);
            grants.endWaiting(flow);
        }
        assertThat(longest).isGreaterThan(449);
        assertThat(grants.text(flow, "failures::text")).isEqualTo("14");
    }

    static Stream<Mishap> perhapsActedUpon() {
        return Stream.of(
                Mishap.status(500),
                Mishap.status(503).afterActing(),
                Mishap.unreadable().afterActing(),
                Mishap.cut(),
                Mishap.cut().afterActing());
    }

    @ParameterizedTest
    @MethodSource("perhapsActedUpon")
    void whereNobodyKnowsTheTokenRestsInDoubt(Mishap mishap) {
        FlowId flow = grants.expired();
        Misfortune.next(provider, flow.value(), Operation.REFRESH, mishap);

        assertThat(tokens.access(flow)).isInstanceOf(Access.Busy.class);
        assertThat(tokens.access(flow)).isInstanceOf(Access.Busy.class);

        assertThat(grants.state(flow)).isEqualTo("IN_DOUBT");
        assertThat(grants.waiting(flow)).isBetween(100.0, 120.0);
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();
        assertThat(grants.ledger(flow)).containsExactly("EXCHANGE STORED", "USE IN_DOUBT");
    }

    @Test
    void aWaitThatTheProviderAsksForIsRespectedInDoubtToo() {
        FlowId flow = grants.expired();
        Mishap unavailable = Mishap.status(503).retryAfter(Duration.ofMinutes(10));
        Misfortune.next(provider, flow.value(), Operation.REFRESH, unavailable, unavailable);
        for (int minutes : new int[] {2, 4}) {
            tokens.access(flow);
            assertThat(grants.state(flow)).isEqualTo("IN_DOUBT");
            assertThat(grants.waiting(flow)).isBetween(580.0, 600.0);
            assertThat(grants.quarantine(flow)).isEqualTo(Duration.ofMinutes(minutes));
            grants.endWaiting(flow);
        }
        assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);
    }

    @Test
    void aShorterWaitThanTheQuarantineShortensNothing() {
        FlowId flow = grants.expired();
        Misfortune.next(
                provider, flow.value(), Operation.REFRESH, Mishap.status(503).retryAfter(Duration.ofSeconds(30)));

        tokens.access(flow);

        assertThat(grants.waiting(flow)).isBetween(100.0, 120.0);
        assertThat(grants.quarantine(flow)).isEqualTo(Duration.ofMinutes(2));
    }
}
