package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A code's way through the table, on a real PostgreSQL. */
@RiskflowTest
class CodeStoreTest extends CodeStoreTestBase {

    CodeStoreTest(CodeStore codes, GrantStore grants, Rows rows, Riskflow riskflow) {
        super(codes, grants, rows, riskflow);
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
        codes.release(claim, RequestOutcome.IN_DOUBT, Duration.ofHours(1));

        assertThat(accept("b")).isTrue();

        assertThat(value("doubts")).isEqualTo("0");
        assertThat(claimed().sealedGrant()).isEqualTo("sealed b");
    }

    @Test
    void anotherCodeHasAnHourOfItsOwn() {
        accept("a");
        letHourPass();

        accept("b");

        assertThat(claimed().sealedGrant()).isEqualTo("sealed b");
    }

    /** A tab is restored after the user has gone back in the widget and come with another code. */
    @ParameterizedTest
    @EnumSource(
            value = RequestOutcome.class,
            names = {"IN_DOUBT", "REFUSED", "HOLDER_LOST"})
    void aCodeThatMayBeSpentReplacesNoOther(RequestOutcome before) {
        accept("a");
        Claim claim = claimed();
        switch (before) {
            case IN_DOUBT -> codes.release(claim, before, Duration.ZERO);
            case REFUSED -> codes.refuse(claim);
            default -> letLeaseLapse();
        }
        accept("b");
        claimed();
        List<@Nullable String> row = rows.all(flow.value());

        assertThat(accept("a")).isFalse();

        assertThat(rows.all(flow.value())).isEqualTo(row);
        assertThat(rows.change(
                        flow.value(),
                        "UPDATE token_ledger SET ended_at = NULL WHERE flow_id = :flow AND outcome IS NULL"))
                .isOne();
    }

    @Test
    void aCodeThatWasNotSentReplacesAnother() {
        accept("a");
        codes.release(claimed(), RequestOutcome.NOT_SENT, Duration.ZERO);
        accept("b");

        assertThat(accept("a")).isTrue();
        assertThat(claimed().sealedGrant()).isEqualTo("sealed a");
    }

    @Test
    void aDoubtIsNoFailureAndAnotherCodeHasNone() {
        accept("a");
        codes.release(claimed(), RequestOutcome.NOT_SENT, Duration.ZERO);
        codes.release(claimed(), RequestOutcome.IN_DOUBT, Duration.ZERO);
        assertThat(value("failures")).isEqualTo("1");

        accept("b");
        assertThat(value("failures")).isEqualTo("0");
    }

    /** The service's address has changed while the user was away. */
    @Test
    void aCodeIsExchangedWithTheRedirectUriOfItsFlowsLink() {
        rows.change(flow.value(), "UPDATE flow SET redirect_uri = 'https://before/callback' WHERE flow_id = :flow");
        accept("a");
        assertThat(claimed().redirectUri()).hasToString("https://before/callback");
    }

    @Test
    void aCodeOfAnOlderVersionsFlowIsExchangedWithTheOneOfNow() {
        rows.change(flow.value(), "UPDATE flow SET redirect_uri = NULL WHERE flow_id = :flow");
        accept("a");
        assertThat(claimed().redirectUri()).isEqualTo(REDIRECT_URI);
    }

    @Test
    void aCodeIsClaimedByOneHolder() {
        accept("a");
        assertThat(claim()).isPresent();
        assertThat(claim()).isEmpty();
        assertThat(grants.find(flow).orElseThrow().waiting()).isBetween(Duration.ofSeconds(60), LEASE);
    }

    @Test
    void aLapsedLeaseIsADoubtAndPresentsTheCodeOnceMore() {
        accept("a");
        claimed();
        letLeaseLapse();

        assertThat(claimed().sealedGrant()).isEqualTo("sealed a");
        assertThat(value("doubts")).isEqualTo("1");
        assertThat(holdersLost()).isOne();
    }

    @Test
    void aReleasedCodeWaitsAsLongAsItWasTold() {
        accept("a");
        codes.release(claimed(), RequestOutcome.RATE_LIMITED, Duration.ofMinutes(50));
        assertThat(claim()).isEmpty();
        assertThat(grants.find(flow).orElseThrow().waiting()).isBetween(Duration.ofMinutes(49), Duration.ofMinutes(50));

        change("UPDATE token_grant SET next_attempt_at = now() WHERE flow_id = :flow");
        assertThat(claim()).isPresent();
        assertThat(value("doubts")).isEqualTo("0");
    }

    @Test
    void aReleasedCodeHasOneMoreTryBeforeItsEnd() {
        accept("a");
        codes.release(claimed(), RequestOutcome.RATE_LIMITED, Duration.ofHours(5));
        assertThat(claim()).isEmpty();
        assertThat(grants.find(flow).orElseThrow().waiting()).isBetween(Duration.ofMinutes(57), Duration.ofMinutes(58));
    }

    @Test
    void evenAtItsEndAReleasedCodeWaitsAsLongAsItWasTold() {
        accept("a");
        Claim claim = claimed();
        change("UPDATE token_grant SET code_expires_at = now() + interval '1 minute' WHERE flow_id = :flow");
        codes.release(claim, RequestOutcome.RATE_LIMITED, Duration.ofSeconds(30));
        assertThat(claim()).isEmpty();
    }

    @Test
    void tokensEraseTheCode() {
        accept("a");

        assertThat(storeTokens(claimed(), "access")).isTrue();

        assertThat(value("state")).isEqualTo("ACTIVE");
        assertThat(value("code")).isEqualTo("null");
        assertThat(livingToken()).contains("access");
    }

    @Test
    void tokensOfAOneTimeFlowAreNotKeptAlive() {
        accept("a");
        storeTokens(claimed(), "access");
        assertThat(value("keep_alive_at")).isEqualTo("null");
    }

    @Test
    void aTokenThatHasExpiredIsNotHandedOut() {
        accept("a");
        storeTokens(claimed(), "access", Duration.ZERO);
        assertThat(livingToken()).isEmpty();
    }

    @Test
    void aRefusedCodeIsErased() {
        accept("a");
        codes.refuse(claimed());

        assertThat(value("code")).isEqualTo("null");
        assertThat(loss()).isEqualTo(LossReason.CODE_REFUSED);
        assertThat(claim()).isEmpty();
    }

    @Test
    void aRefusalAfterItsHourIsNoWonder() {
        accept("a");
        Claim claim = claimed();
        letHourPass();
        codes.refuse(claim);
        assertThat(loss()).isEqualTo(LossReason.CODE_EXPIRED);
    }

    @Test
    void aRefusalAfterADoubtIsADoubt() {
        accept("a");
        codes.release(claimed(), RequestOutcome.IN_DOUBT, Duration.ZERO);
        codes.refuse(claimed());
        assertThat(loss()).isEqualTo(LossReason.EXCHANGE_IN_DOUBT);
    }

    @Test
    void aRefusalAfterALapsedLeaseIsADoubt() {
        accept("a");
        claimed();
        letLeaseLapse();
        codes.refuse(claimed());
        assertThat(loss()).isEqualTo(LossReason.EXCHANGE_IN_DOUBT);
    }

    @Test
    void aCodeIsNotPresentedAfterItsHourAndIsErased() {
        accept("a");
        codes.expire(flow);
        assertThat(value("state")).isEqualTo("CODE_RECEIVED");

        letHourPass();
        assertThat(claim()).isEmpty();
        codes.expire(flow);

        assertThat(value("code")).isEqualTo("null");
        assertThat(loss()).isEqualTo(LossReason.CODE_EXPIRED);
    }

    @Test
    void aCodeUnderWayIsNotErasedWhileItsHolderLives() {
        accept("a");
        claimed();
        letHourPass();
        codes.expire(flow);
        assertThat(value("state")).isEqualTo("EXCHANGING");

        letLeaseLapse();
        codes.expire(flow);
        assertThat(loss()).isEqualTo(LossReason.EXCHANGE_IN_DOUBT);
        assertThat(holdersLost()).isOne();
    }

    @Test
    void aCodeThatNobodyExchangesIsErasedAfterItsHourAllTheSame() {
        accept("a");
        codes.expireAll();
        assertThat(value("state")).isEqualTo("CODE_RECEIVED");

        letHourPass();
        codes.expireAll();

        assertThat(value("code")).isEqualTo("null");
        assertThat(loss()).isEqualTo(LossReason.CODE_EXPIRED);
    }

    /** How many entries the ledger has of that. */
    private int holdersLost() {
        return rows.change(
                flow.value(),
                "UPDATE token_ledger SET cause = cause WHERE flow_id = :flow AND outcome = 'HOLDER_LOST'");
    }
}
