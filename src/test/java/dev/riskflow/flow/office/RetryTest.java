package dev.riskflow.flow.office;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.ErrorShape;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.token.ExchangeOutcome;
import dev.riskflow.token.Grants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code POST /risk-flows/{flow_id}/retry}: completion is tried again by hand, where that is of use. */
@RiskflowTest
class RetryTest {

    private static final Mishap PATIENCE = Mishap.status(429).retryAfter(Duration.ofMinutes(20));

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final Grants grants;

    RetryTest(Riskflow riskflow, SandboxProvider provider, Rows rows, Grants grants) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.grants = grants;
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCHANGE", "FETCH_REPORT"})
    void whatWaitsIsDueNow(Operation operation) {
        Link link = riskflow.startOneTime();
        Misfortune.next(provider, link, operation, PATIENCE);
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());

        assertThat(retry(link).status()).isEqualTo(202);

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(operation, link.flowId())).isEqualTo(2);
    }

    @Test
    void tokensThatWaitForTheirRenewalAreRenewedNow() {
        Link link = waitingForRotation(PATIENCE);

        assertThat(retry(link).status()).isEqualTo(202);

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.REFRESH, link.flowId())).isEqualTo(2);
    }

    /** What may be spent rests, whoever is in a hurry. */
    @Test
    void tokensInDoubtAreLeftToTheirQuarantine() {
        Link link = waitingForRotation(Mishap.status(503));
        Object due = rows.grant(link.flowId()).get("next_attempt_at");

        assertThat(retry(link).status()).isEqualTo(202);

        assertThat(rows.grant(link.flowId())).containsEntry("state", "IN_DOUBT").containsEntry("next_attempt_at", due);
        assertThat(provider.ledger().count(Operation.REFRESH, link.flowId())).isOne();
    }

    @Test
    void storedTokensAreUsedAgain() {
        Link link = failed(riskflow.startOngoing("u"), Operation.FETCH_REPORT, "report_unavailable", Mishap.notReady());

        Reply retried = retry(link);

        assertThat(retried.status()).isEqualTo(202);
        assertThat(retried.member("status")).isEqualTo("fetching");
        assertThat(retried.json().has("reason")).isFalse();
        assertThat(Instant.parse(retried.member("deadline_at")))
                .isAfter(Instant.now().plus(Duration.ofHours(23)));
        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
    }

    /** Who got them was late, and died before it could say so: how long the consent lasts is noted with the retry. */
    @Test
    void tokensThatLandedLateAreUsed() {
        Link link = failed(riskflow.startOngoing("u"), Operation.EXCHANGE, "deadline_passed", PATIENCE);
        rows.change(link.flowId(), "UPDATE token_grant SET next_attempt_at = NULL WHERE flow_id = :flow");
        assertThat(grants.exchange(new FlowId(link.flowId()))).isInstanceOf(ExchangeOutcome.Granted.class);

        Reply retried = retry(link);

        assertThat(retried.member("status")).isEqualTo("fetching");
        assertThat(Instant.parse(retried.member("deadline_at")))
                .isAfter(Instant.now().plus(Duration.ofHours(23)));
        assertThat(Instant.parse(retried.member("consent_until")))
                .isEqualTo(Instant.parse(retried.member("returned_at")).plus(Duration.ofDays(180)));
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    @Test
    void aCodeThatIsKeptIsPresentedAgain() {
        Link link = failed(riskflow.startOngoing("u"), Operation.EXCHANGE, "deadline_passed", PATIENCE);

        assertThat(retry(link).member("status")).isEqualTo("authorized");

        riskflow.awaitStatus(link.flowId(), "completed");
    }

    /** As after a change of the setting: the flow gave up before the provider's hour was over. */
    @Test
    void aOneTimeFlowKeepsItsDeadline() {
        Link link = failed(riskflow.startOneTime(), Operation.FETCH_REPORT, "report_unavailable", Mishap.notReady());

        Reply retried = retry(link);

        assertThat(retried.status()).isEqualTo(202);
        assertThat(Instant.parse(retried.member("deadline_at")))
                .isEqualTo(Instant.parse(retried.member("returned_at")).plus(Duration.ofMinutes(65)));
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    @Test
    void aOneTimeFlowsHour() {
        Link link = failed(riskflow.startOneTime(), Operation.FETCH_REPORT, "report_unavailable", Mishap.notReady());
        rows.change(
                link.flowId(),
                "UPDATE flow SET returned_at = returned_at - interval '65 minutes' WHERE flow_id = :flow");

        assertNotRetryable(link, "hour_over");
    }

    @Test
    void aSpentCode() {
        Link link = riskflow.startOneTime();
        Misfortune.next(provider, link, Operation.EXCHANGE, Mishap.error(400, "invalid_grant", ErrorShape.OAUTH));
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "failed");

        assertNotRetryable(link, "code_spent");
    }

    @Test
    void aCodeWhoseHourIsOver() {
        Link link = failed(riskflow.startOngoing("u"), Operation.EXCHANGE, "deadline_passed", PATIENCE);
        rows.age(link.flowId(), Duration.ofMinutes(60));

        assertNotRetryable(link, "code_spent");
    }

    @Test
    void lostAccess() {
        Link link = riskflow.startOngoing("u");
        Misfortune.always(provider, link, Operation.FETCH_REPORT, PATIENCE);
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());
        provider.revoke(link.flowId());
        provider.trouble().clear();
        expireAccess(link);
        rows.hurry(link.flowId());
        riskflow.awaitStatus(link.flowId(), "failed");
        assertThat(riskflow.flow(link.flowId()).member("reason")).isEqualTo("access_lost");
        assertThat(riskflow.flow(link.flowId()).member("next")).isEqualTo("renew");

        assertNotRetryable(link, "access_lost");
    }

    @Test
    void aReportThatIsStored() {
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");

        assertNotRetryable(link, "completed");
    }

    @Test
    void whatHasNoCode() {
        Link link = riskflow.startOneTime();
        assertNotRetryable(link, "no_code");
        riskflow.browse(link.cancel());
        assertNotRetryable(link, "no_code");
        riskflow.browse(link.fail());
        assertNotRetryable(link, "no_code");
    }

    /** Not even while the code is still there. */
    @ParameterizedTest
    @CsvSource({"AWAITING_CONFIRMATION, '', awaiting_confirmation", "FAILED, NOT_CONFIRMED, not_confirmed"})
    void aCodeThatNobodyConfirmed(String status, String reason, String why) {
        Link link = riskflow.start("{\"type\": \"one_time\", \"binding\": \"confirm\"}");
        riskflow.browse(link.finish());
        rows.change(link.flowId(), """
                UPDATE flow SET status = '%s', reason = nullif('%s', '') WHERE flow_id = :flow
                """.formatted(status, reason));

        assertNotRetryable(link, why);
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isZero();
    }

    /** Its deadline passed while the provider answered every such call like that; now it answers as usual. */
    private Link failed(Link link, Operation operation, String reason, Mishap mishap) {
        Misfortune.always(provider, link, operation, mishap);
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());
        rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
        rows.hurry(link.flowId());
        riskflow.awaitStatus(link.flowId(), "failed");
        assertThat(riskflow.flow(link.flowId()).member("reason")).isEqualTo(reason);
        provider.trouble().clear();
        return link;
    }

    private void expireAccess(Link link) {
        rows.change(link.flowId(), """
                UPDATE token_grant SET access_expires_at = now(), refresh_at = now() WHERE flow_id = :flow
                """);
    }

    private Reply retry(Link link) {
        return riskflow.office().post("/risk-flows/" + link.flowId() + "/retry", "");
    }

    /** The access token's hour is over before the report was fetched, and its renewal meets this mishap. */
    private Link waitingForRotation(Mishap mishap) {
        Link link = riskflow.startOneTime();
        Misfortune.next(provider, link, Operation.FETCH_REPORT, PATIENCE);
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());
        rows.expireAccess(link.flowId());
        Misfortune.next(provider, link, Operation.REFRESH, mishap);
        rows.hurry(link.flowId());
        rows.awaitRetry(link.flowId());
        return link;
    }

    private void assertNotRetryable(Link link, String why) {
        rows.awaitNoJob(link.flowId());
        List<@Nullable String> before = rows.all(link.flowId());
        Reply reply = retry(link);
        assertProblem(reply, 409, "not-retryable");
        assertThat(reply.member("why")).isEqualTo(why);
        assertThat(rows.all(link.flowId())).isEqualTo(before);
    }
}
