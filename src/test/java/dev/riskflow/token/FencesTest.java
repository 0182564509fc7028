package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Each fence of the statements that end a claim, and what would be lost without it: the same situation is played twice,
 * with the statement as it is, and with one that lacks the fence.
 */
@RiskflowTest
class FencesTest {

    private static final Duration LEASE = Duration.ofSeconds(90);

    private final RotationStore rotations;
    private final OngoingGrants grants;
    private final JdbcClient jdbc;

    FencesTest(RotationStore rotations, Riskflow riskflow, JdbcClient jdbc) {
        this.rotations = rotations;
        this.grants = new OngoingGrants(riskflow, jdbc);
        this.jdbc = jdbc;
    }

    private Claim claim(FlowId flow) {
        return rotations
                .claim(flow, grants.generation(flow), UUID.randomUUID(), LEASE)
                .orElseThrow();
    }

    private static SealedTokens tokens(String name) {
        return new SealedTokens(
                name, name, "sandbox", Duration.ofHours(1), Duration.ofMinutes(55), Duration.ofDays(30));
    }

    /** A claim whose holder was taken for dead, and another one that probes. */
    private Claim stale(FlowId flow) {
        Claim stale = claim(flow);
        grants.lapse(flow);
        rotations.lapse(100, Duration.ofMinutes(2));
        grants.endWaiting(flow);
        return stale;
    }

    private void withoutFence(FlowId flow, String change) {
        jdbc.sql("UPDATE token_grant SET attempt_id = NULL, lease_until = NULL, " + change + " WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update();
    }

    @Test
    void aClaimIsGivenOnce() {
        FlowId flow = grants.active();
        claim(flow);

        assertThat(rotations.claim(flow, 1, UUID.randomUUID(), LEASE)).isEmpty();
    }

    @Test
    void aClaimOfAGenerationThatWasRenewedMeanwhileIsNotGiven() {
        FlowId flow = grants.active();
        rotations.store(claim(flow), tokens("second"));

        assertThat(rotations.claim(flow, 1, UUID.randomUUID(), LEASE)).isEmpty();
        assertThat(rotations.claim(flow, 2, UUID.randomUUID(), LEASE)).isPresent();
    }

    /** Whoever asks has looked at the row before: he waited for his turn since, and somebody was quicker. */
    @Test
    void aClaimIsNotGivenBeforeItsTime() {
        FlowId flow = grants.active();
        rotations.backOff(claim(flow), RequestOutcome.RATE_LIMITED, Duration.ofMinutes(10));
        assertThat(rotations.claim(flow, 1, UUID.randomUUID(), LEASE)).isEmpty();

        grants.endWaiting(flow);
        rotations.doubt(claim(flow), Duration.ofMinutes(2), Duration.ZERO);
        assertThat(rotations.claim(flow, 1, UUID.randomUUID(), LEASE)).isEmpty();
    }

    @Test
    void aStaleHoldersRefusalCondemnsNothing() {
        FlowId flow = grants.active();
        Claim stale = stale(flow);
        Claim probe = claim(flow);

        assertThat(rotations.refuse(stale)).isFalse();
        assertThat(rotations.store(probe, tokens("probed"))).isTrue();
        assertThat(grants.state(flow)).isEqualTo("ACTIVE");
        assertThat(grants.ledger(flow)).containsExactly("EXCHANGE STORED", "USE SUPERSEDED", "PROBE STORED");
    }

    @Test
    void withoutTheFenceTheStaleRefusalWouldCondemnTheWinnersToken() {
        FlowId flow = grants.active();
        stale(flow);
        rotations.store(claim(flow), tokens("probed"));

        withoutFence(flow, "state = 'REAUTHORIZE', reason = 'GRANT_REFUSED'");

        assertThat(grants.state(flow)).isEqualTo("REAUTHORIZE");
        assertThat(grants.text(flow, "refresh_token")).isEqualTo("probed");
    }

    @Test
    void aStaleHoldersBackOffDoesNotGiveAwayAnothersClaim() {
        FlowId flow = grants.active();
        Claim stale = stale(flow);
        claim(flow);

        assertThat(rotations.backOff(stale, RequestOutcome.NOT_SENT, Duration.ZERO))
                .isFalse();
        assertThat(rotations.doubt(stale, Duration.ofMinutes(2), Duration.ZERO)).isFalse();
        assertThat(grants.state(flow)).isEqualTo("ROTATING");
        assertThat(rotations.claim(flow, 1, UUID.randomUUID(), LEASE)).isEmpty();
    }

    @Test
    void withoutTheFenceTheSameTokenWouldBeClaimedAgainWhileItIsPresented() {
        FlowId flow = grants.active();
        stale(flow);
        claim(flow);

        withoutFence(flow, "state = 'ACTIVE', quarantine = NULL, next_attempt_at = NULL");

        assertThat(rotations.claim(flow, 1, UUID.randomUUID(), LEASE)).isPresent();
    }

    @Test
    void aLateButRealRotationLandsWhateverTheStateIsByThen() {
        for (String state : new String[] {
            "state = 'IN_DOUBT', quarantine = interval '6 hours', next_attempt_at = now() + interval '6 hours'",
            "state = 'REAUTHORIZE', reason = 'GRANT_REFUSED'"
        }) {
            FlowId flow = grants.active();
            Claim late = claim(flow);
            withoutFence(flow, state);

            assertThat(rotations.store(late, tokens("late"))).isTrue();
            assertThat(grants.state(flow)).isEqualTo("ACTIVE");
            assertThat(grants.generation(flow)).isEqualTo(2);
            assertThat(grants.text(flow, "refresh_token")).isEqualTo("late");
            assertThat(grants.text(flow, "next_attempt_at")).isEqualTo("null");
        }
    }

    @Test
    void withAFenceOnTheAttemptTheLateRotationWouldBeLost() {
        FlowId flow = grants.active();
        Claim late = stale(flow);

        int landed = jdbc.sql("""
                        UPDATE token_grant SET state = 'ACTIVE', generation = generation + 1, refresh_token = 'late'
                         WHERE flow_id = :flow AND generation = 1 AND attempt_id = :attempt
                        """)
                .param("flow", flow.value())
                .param("attempt", late.attempt())
                .update();

        assertThat(landed).isZero();
    }

    /** The commit was made, and its answer lost. */
    @Test
    void tokensThatAreStoredOnceMoreAreStored() {
        FlowId flow = grants.active();
        Claim claim = claim(flow);
        rotations.store(claim, tokens("second"));

        assertThat(rotations.store(claim, tokens("second"))).isTrue();
        assertThat(grants.generation(flow)).isEqualTo(2);
        assertThat(grants.ledger(flow)).containsExactly("EXCHANGE STORED", "USE STORED");
    }

    @Test
    void anOlderAnswerDoesNotReplaceANewerToken() {
        FlowId flow = grants.active();
        Claim stale = stale(flow);
        rotations.store(claim(flow), tokens("newer"));

        assertThat(rotations.store(stale, tokens("older"))).isFalse();
        assertThat(grants.text(flow, "refresh_token")).isEqualTo("newer");
    }

    @Test
    void withoutTheFenceTheOlderAnswerWouldOverwriteTheNewerToken() {
        FlowId flow = grants.active();
        stale(flow);
        rotations.store(claim(flow), tokens("newer"));

        withoutFence(flow, "refresh_token = 'older'");

        assertThat(grants.text(flow, "refresh_token")).isEqualTo("older");
    }

    @Test
    void aDeletedGrantStaysDeleted() {
        FlowId flow = grants.active();
        Claim claim = claim(flow);
        jdbc.sql("DELETE FROM token_grant WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update();

        assertThat(rotations.store(claim, tokens("after the end"))).isFalse();
        assertThat(rotations.refuse(claim)).isFalse();
    }
}
