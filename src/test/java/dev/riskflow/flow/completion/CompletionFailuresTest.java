package dev.riskflow.flow.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.report.keeping.Reports;
import dev.riskflow.sandbox.ErrorShape;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When it can't be completed, the flow says why, and what to do. */
@RiskflowTest
class CompletionFailuresTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final Reports reports;
    private final CompletionSteps steps;
    private final JdbcClient jdbc;

    CompletionFailuresTest(
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows,
            Reports reports,
            CompletionSteps steps,
            JdbcClient jdbc) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.reports = reports;
        this.steps = steps;
        this.jdbc = jdbc;
    }

    @ParameterizedTest
    @EnumSource(names = {"OAUTH", "PROVIDER"})
    void aRefusedCode(ErrorShape shape) {
        Link link = riskflow.startOneTime();
        Misfortune.next(provider, link, Operation.EXCHANGE, Mishap.error(400, "invalid_grant", shape));
        riskflow.authorize(link);

        assertFails(link, "code_refused");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
    }

    @Test
    void aLostAnswerLeavesADoubt() {
        Link link = riskflow.startOneTime();
        Misfortune.next(provider, link, Operation.EXCHANGE, Mishap.status(500).afterActing());
        riskflow.authorize(link);

        assertFails(link, "exchange_in_doubt");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isEqualTo(2);
    }

    @Test
    void aCodeWhoseHourIsOver() {
        Link link = waitingAt(Operation.EXCHANGE, Mishap.status(429).retryAfter(Duration.ofHours(2)));

        rows.age(link.flowId(), Duration.ofMinutes(61));

        assertFails(link, "code_expired");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
    }

    @Test
    void aCodeWhoseHourIsOverAfterADoubt() {
        Link link =
                waitingAt(Operation.EXCHANGE, Mishap.status(500).afterActing().retryAfter(Duration.ofHours(2)));

        rows.age(link.flowId(), Duration.ofMinutes(61));

        assertFails(link, "exchange_in_doubt");
    }

    @Test
    void aProviderThatCannotBeReachedUntilTheDeadline() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.status(500));

        rows.age(link.flowId(), Duration.ofMinutes(66));

        assertFails(link, "access_lost", "deadline_passed");
    }

    @Test
    void theDeadlineDuringTheExchange() {
        Link link = waitingAt(Operation.EXCHANGE, Mishap.status(429));

        rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
        rows.hurry(link.flowId());

        assertFails(link, "deadline_passed");
    }

    @Test
    void theDeadlineDuringTheFetch() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.status(503));

        rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
        rows.hurry(link.flowId());

        assertFails(link, "deadline_passed");
    }

    /** Another instance may have the key; until the deadline, it may come. */
    @Test
    void anAccessTokenThatNoKeyOpensUntilTheDeadline() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.status(503));
        provider.trouble().clear();
        rows.change(link.flowId(), """
                UPDATE token_grant SET access_token = 'gone' || substr(access_token, strpos(access_token, ':'))
                 WHERE flow_id = :flow
                """);
        rows.hurry(link.flowId());
        rows.awaitRetry(link.flowId());
        assertThat(riskflow.status(link.flowId())).isEqualTo("fetching");

        rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
        rows.hurry(link.flowId());

        assertFails(link, "deadline_passed");
    }

    /** The database refuses what the step writes, each time: nobody has foreseen that, as a defect of ours. */
    @ParameterizedTest
    @CsvSource({"EXCHANGE, token_grant, state <> 'EXCHANGING'", "FETCH_REPORT, risk_report, false"})
    void aStepThatFailsUnforeseenUntilTheDeadline(Operation operation, String table, String orElse) {
        Link link = waitingAt(operation, Mishap.status(503));
        provider.trouble().clear();
        jdbc.sql("ALTER TABLE " + table + " ADD CONSTRAINT planted CHECK (flow_id <> '" + link.flowId() + "' OR "
                        + orElse + ") NOT VALID")
                .update();
        try {
            rows.change(link.flowId(), "UPDATE token_grant SET next_attempt_at = NULL WHERE flow_id = :flow");
            for (int run = 0; run < 2; run++) { // it is tried again
                rows.hurry(link.flowId());
                rows.awaitRetry(link.flowId());
            }
            assertThat(riskflow.status(link.flowId())).isIn("authorized", "fetching");

            rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
            rows.hurry(link.flowId());

            assertFails(link, "deadline_passed");
            rows.awaitNoJob(link.flowId());
        } finally {
            jdbc.sql("ALTER TABLE " + table + " DROP CONSTRAINT planted").update();
        }
    }

    /** As of a database that has just come back: nobody has tried since, and what is there is taken. */
    @Test
    void aFailureOfOursThatIsTheFirstAfterTheDeadline() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.status(503));
        provider.trouble().clear();
        jdbc.sql("CREATE SEQUENCE planted_tries").update();
        jdbc.sql("ALTER TABLE risk_report ADD CONSTRAINT planted CHECK (flow_id <> '" + link.flowId()
                        + "' OR nextval('planted_tries') > 1) NOT VALID")
                .update();
        try {
            rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
            rows.hurry(link.flowId());

            riskflow.awaitStatus(link.flowId(), "completed");
        } finally {
            jdbc.sql("ALTER TABLE risk_report DROP CONSTRAINT planted").update();
            jdbc.sql("DROP SEQUENCE planted_tries").update();
        }
    }

    static Stream<Mishap> notThere() {
        return Stream.of(Mishap.notReady(), Mishap.answer(202, "application/json", "{\"status\": \"processing\"}"));
    }

    @ParameterizedTest
    @MethodSource("notThere")
    void aReportThatIsNotThereUntilTheDeadline(Mishap notThere) {
        Link link = waitingAt(Operation.FETCH_REPORT, notThere);

        rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
        rows.hurry(link.flowId());

        assertFails(link, "report_unavailable");
    }

    /** A job that was taken for dead had the report in hand, and stores it now. */
    @Test
    void aReportThatComesWhenAnotherJobHasGivenUp() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.notReady());
        rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
        rows.hurry(link.flowId());
        assertFails(link, "report_unavailable");
        provider.trouble().clear();
        FlowId flow = new FlowId(link.flowId());

        assertThat(reports.fetchFirst(new ReportSubject(flow, FlowType.ONE_TIME, null)))
                .isInstanceOf(FetchOutcome.Stored.class);
        steps.reportStored(flow);

        assertThat(riskflow.status(link.flowId())).isEqualTo("completed");
    }

    /** That is sure long before the deadline. */
    @Test
    void anAccessThatWasWithdrawn() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.notReady());
        provider.revoke(link.flowId());
        provider.trouble().clear();

        rows.hurry(link.flowId());

        assertFails(link, "access_lost");
    }

    /** No refresh token came with it. */
    @Test
    void anAccessThatIsOverAndThatNothingRenews() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.notReady());
        rows.change(link.flowId(), "UPDATE token_grant SET refresh_token = NULL WHERE flow_id = :flow");
        rows.expireAccess(link.flowId());

        rows.hurry(link.flowId());

        assertFails(link, "access_lost");
        rows.awaitNoJob(link.flowId());
    }

    /** A browser brought it after the job had found its predecessor lost, and before it could say so. */
    @Test
    void anotherCodeIsNotChargedWithTheLossOfTheFirst() {
        Link link = waitingAt(Operation.EXCHANGE, Mishap.status(429).retryAfter(Duration.ofMinutes(10)));
        List<@Nullable String> before = rows.all(link.flowId());

        steps.codeLost(new FlowId(link.flowId()));

        assertThat(rows.all(link.flowId())).isEqualTo(before);
    }

    @Test
    void beforeTheDeadlineNothingIsGivenUp() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.notReady());

        rows.age(link.flowId(), Duration.ofMinutes(50));
        rows.awaitRetry(link.flowId());
        assertThat(riskflow.status(link.flowId())).isEqualTo("fetching");

        provider.trouble().clear();
        rows.hurry(link.flowId());
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    /** The provider answers every such call of the flow like that; its job has tried once, and waits. */
    private Link waitingAt(Operation operation, Mishap mishap) {
        Link link = riskflow.startOneTime();
        Misfortune.always(provider, link, operation, mishap);
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());
        return link;
    }

    private void assertFails(Link link, String... reasons) {
        riskflow.awaitStatus(link.flowId(), "failed");
        assertThat(riskflow.flow(link.flowId()).member("reason")).isIn((Object[]) reasons);
        assertThat(riskflow.flow(link.flowId()).member("next")).isEqualTo("start_new_flow");
        assertThat(riskflow.office().get("/risk-reports/" + link.flowId()).status())
                .isEqualTo(404);
        if (rows.grant(link.flowId()).get("access_token") == null && !reasons[0].equals("deadline_passed")) {
            assertThat(rows.grant(link.flowId()).get("code")).as("the code").isNull();
        }
    }
}
