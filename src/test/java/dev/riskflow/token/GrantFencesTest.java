package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Late and stale writers meet a row that has moved on. Beside each statement stands the same without its fence, which
 * loses what the fence keeps: that is what the fence is for.
 */
@RiskflowTest
class GrantFencesTest extends GrantStoreTestBase {

    GrantFencesTest(GrantStore store, Rows rows, Riskflow riskflow) {
        super(store, rows, riskflow);
    }

    @Nested
    class TokensThatComeLate {

        @Test
        void land() {
            accept("a");
            claimed();
            letLeaseLapse();
            claimed(); // somebody else has the claim now

            assertThat(storeTokens("late")).isTrue();
            assertThat(store.findLiveAccessToken(flow)).contains("late");
        }

        @Test
        void landAfterTheCodeWasCondemned() {
            accept("a");
            claimed();
            letLeaseLapse();
            store.refuseCode(claimed());

            assertThat(storeTokens("late")).isTrue();
            assertThat(value("state")).isEqualTo("ACTIVE");
            assertThat(value("reason")).isEqualTo("null");
        }

        @Test
        void wouldBeLostIfTheClaimWereTheFence() {
            accept("a");
            Claim stale = claimed();
            letLeaseLapse();
            claimed();

            assertThat(rows.change(flow.value(), """
                            UPDATE token_grant SET state = 'ACTIVE', generation = 1, attempt_id = NULL
                             WHERE flow_id = :flow AND attempt_id = '%s'
                            """.formatted(stale.attempt())))
                    .isZero();
        }
    }

    @Nested
    class TokensThatAreStored {

        @Test
        void areNotReplacedByOthers() {
            accept("a");
            claimed();
            storeTokens("first");

            assertThat(storeTokens("second")).isFalse();
            assertThat(store.findLiveAccessToken(flow)).contains("first");
        }

        @Test
        void wouldBeReplacedWithoutTheFence() {
            accept("a");
            claimed();
            storeTokens("first");

            change("UPDATE token_grant SET access_token = 'second' WHERE flow_id = :flow");
            assertThat(store.findLiveAccessToken(flow)).contains("second");
        }

        @Test
        void areNotReplacedByACode() {
            accept("a");
            claimed();
            storeTokens("first");

            assertThat(accept("b")).isFalse();
            assertThat(store.findLiveAccessToken(flow)).contains("first");
        }

        @Test
        void areNotTouchedByTheHour() {
            accept("a");
            claimed();
            storeTokens("first");
            letHourPass();
            List<@Nullable String> before = rows.all(flow.value());

            store.expireCode(flow);

            assertThat(rows.all(flow.value())).isEqualTo(before);
        }
    }

    @Nested
    class AStaleHolder {

        @Test
        void condemnsNothing() {
            List<@Nullable String> before = afterALapsedLease();
            store.refuseCode(stale());
            assertThat(rows.all(flow.value())).isEqualTo(before);
        }

        @Test
        void releasesNothing() {
            List<@Nullable String> before = afterALapsedLease();
            store.releaseClaim(stale(), false, null);
            assertThat(rows.all(flow.value())).isEqualTo(before);
            assertThat(claim()).isEmpty();
        }

        @Test
        void wouldOpenTheDoorToASecondPresentationWithoutTheFence() {
            afterALapsedLease();
            change("""
                    UPDATE token_grant SET state = 'CODE_RECEIVED', attempt_id = NULL, lease_until = NULL
                     WHERE flow_id = :flow AND generation = 0
                    """);
            assertThat(claim()).isPresent();
        }

        @Test
        void wouldCondemnALivingCodeWithoutTheFence() {
            afterALapsedLease();
            change("""
                    UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'CODE_REFUSED', attempt_id = NULL, code = NULL
                     WHERE flow_id = :flow AND generation = 0
                    """);
            assertThat(store.find(flow).orElseThrow().reason()).isEqualTo(LossReason.CODE_REFUSED);
        }

        @Test
        void doesNotCondemnACodeThatReplacedItsOwn() {
            accept("a");
            Claim old = claimed();
            accept("b");
            List<@Nullable String> before = rows.all(flow.value());

            store.refuseCode(old);
            store.releaseClaim(old, true, null);

            assertThat(rows.all(flow.value())).isEqualTo(before);
        }

        private @Nullable Claim staleClaim;

        private List<@Nullable String> afterALapsedLease() {
            accept("a");
            staleClaim = claimed();
            letLeaseLapse();
            claimed();
            return rows.all(flow.value());
        }

        private Claim stale() {
            if (staleClaim == null) {
                throw new IllegalStateException("No claim was made");
            }
            return staleClaim;
        }
    }
}
