package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Late and stale writers meet a row that has moved on. Beside each statement stands the same without its fence, which
 * loses what the fence keeps: that is what the fence is for.
 */
@RiskflowTest
class CodeFencesTest extends CodeStoreTestBase {

    CodeFencesTest(CodeStore codes, GrantStore grants, Rows rows, Riskflow riskflow) {
        super(codes, grants, rows, riskflow);
    }

    @Nested
    class TokensThatComeLate {

        @Test
        void land() {
            accept("a");
            Claim late = claimed();
            letLeaseLapse();
            claimed(); // somebody else has the claim now

            assertThat(storeTokens(late, "late")).isTrue();
            assertThat(livingToken()).contains("late");
        }

        @Test
        void landAfterTheCodeWasCondemned() {
            accept("a");
            Claim late = claimed();
            letLeaseLapse();
            codes.refuse(claimed());

            assertThat(storeTokens(late, "late")).isTrue();
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
            Claim stale = claimed();
            letLeaseLapse();
            storeTokens(claimed(), "first");

            assertThat(storeTokens(stale, "second")).isFalse();
            assertThat(livingToken()).contains("first");
        }

        @Test
        void wouldBeReplacedWithoutTheFence() {
            accept("a");
            storeTokens(claimed(), "first");

            change("UPDATE token_grant SET access_token = 'second' WHERE flow_id = :flow");
            assertThat(livingToken()).contains("second");
        }

        @Test
        void areNotReplacedByACode() {
            accept("a");
            storeTokens(claimed(), "first");

            assertThat(accept("b")).isFalse();
            assertThat(livingToken()).contains("first");
        }

        @Test
        void areNotTouchedByTheHour() {
            accept("a");
            storeTokens(claimed(), "first");
            letHourPass();
            List<@Nullable String> before = rows.all(flow.value());

            codes.expire(flow);

            assertThat(rows.all(flow.value())).isEqualTo(before);
        }
    }

    @Nested
    class AStaleHolder {

        @Test
        void condemnsNothing() {
            List<@Nullable String> before = afterALapsedLease();
            codes.refuse(stale());
            assertThat(rows.all(flow.value())).isEqualTo(before);
        }

        @Test
        void releasesNothing() {
            List<@Nullable String> before = afterALapsedLease();
            codes.release(stale(), RequestOutcome.NOT_SENT, Duration.ZERO);
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
            assertThat(loss()).isEqualTo(LossReason.CODE_REFUSED);
        }

        @Test
        void doesNotCondemnACodeThatReplacedItsOwn() {
            accept("a");
            Claim old = claimed();
            accept("b");
            List<@Nullable String> before = rows.all(flow.value());

            codes.refuse(old);
            codes.release(old, RequestOutcome.IN_DOUBT, Duration.ZERO);

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
