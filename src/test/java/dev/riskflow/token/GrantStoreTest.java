package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A code's way through the table, on a real PostgreSQL. */
@RiskflowTest
class GrantStoreTest extends GrantStoreTestBase {

    GrantStoreTest(GrantStore store, Rows rows, Riskflow riskflow) {
        super(store, rows, riskflow);
    }

    @Test
    void aCodeIsAcceptedOnce() {
        assertThat(accept("a")).isTrue();
        assertThat(accept("a")).isFalse();
        assertThat(value("state")).isEqualTo("CODE_RECEIVED");
    }

    @Test
    void anotherCodeBeginsAnew() {
        accept("a");
        Claim claim = claimed();
        store.releaseClaim(claim, true, Duration.ofHours(1));

        assertThat(accept("b")).isTrue();

        assertThat(value("doubts")).isEqualTo("0");
        assertThat(claimed().sealedCode()).isEqualTo("sealed b");
    }

    @Test
    void aCodeIsClaimedByOneHolder() {
        accept("a");
        assertThat(claim()).isPresent();
        assertThat(claim()).isEmpty();
        assertThat(store.find(flow).orElseThrow().waiting()).isBetween(Duration.ofSeconds(60), LEASE);
    }

    @Test
    void aLapsedLeaseIsADoubtAndPresentsTheCodeOnceMore() {
        accept("a");
        claimed();
        letLeaseLapse();

        assertThat(claimed().sealedCode()).isEqualTo("sealed a");
        assertThat(value("doubts")).isEqualTo("1");
    }

    @Test
    void aReleasedCodeWaitsAsLongAsItWasTold() {
        accept("a");
        store.releaseClaim(claimed(), false, Duration.ofHours(1));
        assertThat(claim()).isEmpty();
        assertThat(store.find(flow).orElseThrow().waiting()).isGreaterThan(Duration.ofMinutes(59));

        change("UPDATE token_grant SET next_attempt_at = now() WHERE flow_id = :flow");
        assertThat(claim()).isPresent();
        assertThat(value("doubts")).isEqualTo("0");
    }

    @Test
    void tokensEraseTheCode() {
        accept("a");
        claimed();

        assertThat(storeTokens("access")).isTrue();

        assertThat(value("state")).isEqualTo("ACTIVE");
        assertThat(value("code")).isEqualTo("null");
        assertThat(store.findLiveAccessToken(flow)).contains("access");
    }

    @Test
    void aTokenThatHasExpiredIsNotHandedOut() {
        accept("a");
        claimed();
        store.storeTokens(flow, "access", Duration.ZERO, null);
        assertThat(store.findLiveAccessToken(flow)).isEmpty();
    }

    @Test
    void aRefusedCodeIsErased() {
        accept("a");
        store.refuseCode(claimed());

        assertThat(value("code")).isEqualTo("null");
        assertThat(store.find(flow).orElseThrow().reason()).isEqualTo(LossReason.CODE_REFUSED);
        assertThat(claim()).isEmpty();
    }

    @Test
    void aRefusalAfterADoubtIsADoubt() {
        accept("a");
        store.releaseClaim(claimed(), true, null);
        store.refuseCode(claimed());
        assertThat(store.find(flow).orElseThrow().reason()).isEqualTo(LossReason.EXCHANGE_IN_DOUBT);
    }

    @Test
    void aRefusalAfterALapsedLeaseIsADoubt() {
        accept("a");
        claimed();
        letLeaseLapse();
        store.refuseCode(claimed());
        assertThat(store.find(flow).orElseThrow().reason()).isEqualTo(LossReason.EXCHANGE_IN_DOUBT);
    }

    @Test
    void aCodeIsNotPresentedAfterItsHourAndIsErased() {
        accept("a");
        store.expireCode(flow);
        assertThat(value("state")).isEqualTo("CODE_RECEIVED");

        letHourPass();
        assertThat(claim()).isEmpty();
        store.expireCode(flow);

        assertThat(value("code")).isEqualTo("null");
        assertThat(store.find(flow).orElseThrow().reason()).isEqualTo(LossReason.CODE_EXPIRED);
    }

    @Test
    void aCodeUnderWayIsNotErasedWhileItsHolderLives() {
        accept("a");
        claimed();
        letHourPass();
        store.expireCode(flow);
        assertThat(value("state")).isEqualTo("EXCHANGING");

        letLeaseLapse();
        store.expireCode(flow);
        assertThat(store.find(flow).orElseThrow().reason()).isEqualTo(LossReason.EXCHANGE_IN_DOUBT);
    }
}
