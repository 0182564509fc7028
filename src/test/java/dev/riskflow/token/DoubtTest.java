package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.ErrorShape;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.Rotation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A token in doubt: visible, at rest, probed once for each quarantine, and condemned by nothing but a refusal. */
@RiskflowTest
class DoubtTest {

    private final Grants tokens;
    private final Doubts doubts;
    private final RotationStore rotations;
    private final SandboxProvider provider;
    private final OngoingGrants grants;

    DoubtTest(
            Grants tokens,
            Doubts doubts,
            RotationStore rotations,
            SandboxProvider provider,
            Riskflow riskflow,
            JdbcClient jdbc) {
        this.tokens = tokens;
        this.doubts = doubts;
        this.rotations = rotations;
        this.provider = provider;
        this.grants = new OngoingGrants(riskflow, jdbc);
    }

    private FlowId inDoubt(Mishap mishap) {
        FlowId flow = grants.expired();
        Misfortune.next(provider, flow.value(), Operation.REFRESH, mishap);
        tokens.access(flow);
        assertThat(grants.state(flow)).isEqualTo("IN_DOUBT");
        return flow;
    }

    @Test
    void theOldAccessTokenServesWhileItLives() {
        FlowId flow = grants.active();
        grants.becomeDue(flow);
        Misfortune.next(provider, flow.value(), Operation.REFRESH, Mishap.cut());

        assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);
        assertThat(grants.state(flow)).isEqualTo("IN_DOUBT");
        assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();
    }

    @Test
    void aProbeFindsATokenThatWasNotSpent() {
        FlowId flow = inDoubt(Mishap.status(500));
        grants.endWaiting(flow);

        doubts.settle();

        assertThat(grants.state(flow)).isEqualTo("ACTIVE");
        assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);
        assertThat(grants.ledger(flow)).containsExactly("EXCHANGE STORED", "USE IN_DOUBT", "PROBE STORED");
    }

    @Test
    void aProviderWithAGracePeriodGivesALostAnswerAgain() {
        provider.adjust(conduct -> conduct.withRotation(Rotation.grace(Duration.ofMinutes(5))));
        FlowId flow = inDoubt(Mishap.cut().afterActing());
        grants.endWaiting(flow);

        doubts.settle();

        assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);
    }

    @Test
    void aProbeThatIsRefusedEndsTheDoubtAsALossInRotation() {
        FlowId flow = inDoubt(Mishap.cut().afterActing());
        grants.endWaiting(flow);

        doubts.settle();

        assertThat(tokens.access(flow)).isEqualTo(new Access.Lost(LossReason.LOST_IN_ROTATION));
        assertThat(grants.ledger(flow)).containsExactly("EXCHANGE STORED", "USE IN_DOUBT", "PROBE REFUSED");
    }

    @Test
    void thereIsOneProbeForEachQuarantineAndEachFurtherDoubtDoublesIt() {
        FlowId flow = inDoubt(Mishap.status(500));
        provider.trouble().whenever(Operation.REFRESH, attempt -> Mishap.status(500));
        Duration expected = grants.quarantine(flow);
        for (int probe = 1; probe <= 10; probe++) {
            doubts.settle(); // its quarantine is not over: no probe
            assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isEqualTo(probe);
            grants.endWaiting(flow);
            doubts.settle();
            doubts.settle();
            Duration doubled = expected.multipliedBy(2);
            expected = doubled.compareTo(Duration.ofHours(6)) > 0 ? Duration.ofHours(6) : doubled;
            assertThat(grants.quarantine(flow)).isEqualTo(expected);
            assertThat(grants.waiting(flow)).isBetween(expected.toSeconds() - 20.0, (double) expected.toSeconds());
        }
        assertThat(expected).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void aProbeThatWasNotActedUponLeavesTheDoubtAsItWas() {
        FlowId flow = inDoubt(Mishap.status(500));
        Duration quarantine = grants.quarantine(flow);
        Misfortune.next(provider, flow.value(), Operation.REFRESH, Mishap.status(429), Mishap.invalidClient());
        for (int probe = 0; probe < 2; probe++) {
            grants.endWaiting(flow);
            doubts.settle();
            assertThat(grants.state(flow)).isEqualTo("IN_DOUBT");
            assertThat(grants.quarantine(flow)).isEqualTo(quarantine);
        }
        grants.endWaiting(flow);
        doubts.settle();
        assertThat(grants.ledger(flow))
                .containsExactly(
                        "EXCHANGE STORED", "USE IN_DOUBT", "PROBE RATE_LIMITED", "PROBE REJECTED", "PROBE STORED");
    }

    @Test
    void aLapsedLeaseIsADoubtAndNeverAClaimForTheNext() {
        FlowId flow = grants.expired();
        rotations.claim(flow, 1, UUID.randomUUID(), Duration.ofMinutes(5));
        grants.lapse(flow);

        assertThat(tokens.access(flow)).isInstanceOf(Access.Busy.class);
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isZero();
        doubts.settle();

        assertThat(grants.state(flow)).isEqualTo("IN_DOUBT");
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isZero();
        assertThat(grants.ledger(flow)).containsExactly("EXCHANGE STORED", "USE HOLDER_LOST");
    }

    @Test
    void aDoubtThatNothingCanEndIsNotPursued() {
        FlowId flow = inDoubt(Mishap.status(500));
        grants.set(flow, "refresh_token = NULL");
        grants.endWaiting(flow);

        doubts.settle(); // would not return

        assertThat(tokens.access(flow)).isInstanceOf(Access.Busy.class);
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();
    }

    @Test
    void anAccessTokenOutlivesItsRefusedRefreshToken() {
        FlowId flow = grants.active();
        grants.becomeDue(flow);
        Misfortune.next(
                provider, flow.value(), Operation.REFRESH, Mishap.error(400, "invalid_grant", ErrorShape.OAUTH));

        assertThat(tokens.access(flow)).isInstanceOf(Access.Live.class);
        assertThat(grants.state(flow)).isEqualTo("REAUTHORIZE");
        grants.expire(flow);
        assertThat(tokens.access(flow)).isEqualTo(new Access.Lost(LossReason.GRANT_REFUSED));
    }
}
