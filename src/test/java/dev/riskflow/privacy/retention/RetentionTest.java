package dev.riskflow.privacy.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxClients;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What was kept long enough is deleted, and nothing else. Rows are made older; the limits are those of the defaults. */
@RiskflowTest
class RetentionTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final JdbcClient jdbc;
    private final Retention retention;
    private final TransactionTemplate transaction;
    private final String user = "kept-" + UUID.randomUUID();

    RetentionTest(
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows,
            JdbcClient jdbc,
            Retention retention,
            TransactionTemplate transaction) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.jdbc = jdbc;
        this.retention = retention;
        this.transaction = transaction;
    }

    @Test
    void aReportEndsAYearAfterItsLastCheckAndItsFlowSomeTimeLater() {
        String flow = completed(riskflow.startOngoing(user));
        age("risk_report", "checked_at", flow, "364 days");
        retention.apply();
        assertThat(report(flow)).isEqualTo(200);

        age("risk_report", "checked_at", flow, "366 days");
        retention.apply();
        assertThat(report(flow)).isEqualTo(404);
        assertThat(count("risk_report_version", flow)).isZero();
        assertThat(count("risk_report_search", flow)).isZero();
        assertThat(riskflow.flow(flow).status()).isEqualTo(200);

        age("flow", "report_deleted_at", flow, "91 days");
        retention.apply();
        assertThat(riskflow.flow(flow).status()).isEqualTo(404);
        assertThat(count("token_grant", flow)).isZero();
    }

    /** The document has changed again meanwhile: a report that came late keeps its flow. */
    @Test
    void aFlowThatHasAReportAgainStays() {
        String flow = completed(riskflow.startOngoing(user));
        age("flow", "report_deleted_at", flow, "91 days");

        retention.apply();

        assertThat(report(flow)).isEqualTo(200);
    }

    @Test
    void ofVersionsTheLatestStaysHoweverOld() {
        String flow = completed(riskflow.startOngoing(user));
        provider.replaceReport(flow, "{\"id\":\"new\",\"accounts\":[]}");
        riskflow.office().post("/risk-reports/" + flow + "/refresh", "");
        rows.change(flow, """
                UPDATE risk_report_version
                   SET stored_at = now() - interval '900 days', superseded_at = superseded_at - interval '366 days'
                 WHERE flow_id = :flow
                """);

        retention.apply();

        assertThat(jdbc.sql("SELECT version FROM risk_report_version WHERE flow_id = :flow")
                        .param("flow", flow)
                        .query(Integer.class)
                        .list())
                .containsExactly(2);
        assertThat(report(flow)).isEqualTo(200);
    }

    @Test
    void flowsThatEndedWithoutAReportGoAndThoseThatMayStillBecomeSomethingStay() {
        String cancelled = riskflow.startOneTime().flowId();
        String young = riskflow.startOneTime().flowId();
        String awaiting = riskflow.startOneTime().flowId();
        String completed = completed(riskflow.startOneTime());
        rows.change(
                cancelled,
                "UPDATE flow SET status = 'CANCELLED', updated_at = now() - interval '91 days' WHERE flow_id = :flow");
        rows.change(
                young,
                "UPDATE flow SET status = 'CANCELLED', updated_at = now() - interval '89 days' WHERE flow_id = :flow");
        rows.change(awaiting, "UPDATE flow SET updated_at = now() - interval '91 days' WHERE flow_id = :flow");
        rows.change(completed, "UPDATE flow SET updated_at = now() - interval '91 days' WHERE flow_id = :flow");

        retention.apply();

        assertThat(riskflow.flow(cancelled).status()).isEqualTo(404);
        assertThat(riskflow.flow(young).status()).isEqualTo(200);
        assertThat(riskflow.flow(awaiting).status()).isEqualTo(200);
        assertThat(riskflow.flow(completed).status()).isEqualTo(200);
    }

    /** A renewal that takes over has locked itself, and locks the older one next: who had that one first would wait for it. */
    @Test
    void nobodyWhoWaitsForARenewalHoldsTheFlowThatItRenews() {
        String renewed = riskflow.startOngoing(user).flowId();
        String renewal = riskflow.startOngoing(user).flowId();
        rows.change(renewal, "UPDATE flow SET renews = '" + renewed + "' WHERE flow_id = :flow");
        rows.change(
                renewed,
                "UPDATE flow SET status = 'CANCELLED', updated_at = now() - interval '91 days' WHERE flow_id = :flow");

        CompletableFuture<Void> applied = Objects.requireNonNull(transaction.execute(status -> {
            lock(renewal);
            CompletableFuture<Void> applying = CompletableFuture.runAsync(retention::apply);
            rows.awaitWaiters(1, applying);
            lock(renewed);
            return applying;
        }));

        applied.join();
        assertThat(riskflow.flow(renewed).status()).isEqualTo(404);
    }

    @Test
    void theLedgerAndTokensThatAreOfNoUseGo() {
        String old = completed(riskflow.startOngoing(user));
        String flow = completed(riskflow.startOngoing(user));
        age("token_ledger", "started_at", old, "366 days");
        age("token_ledger", "started_at", flow, "364 days");
        String failed = completed(riskflow.startOngoing(user));
        String underWay = completed(riskflow.startOngoing(user));
        for (String oneTime : List.of(failed, underWay)) {
            rows.change(
                    oneTime,
                    "UPDATE token_grant SET type = 'ONE_TIME', issued_at = now() - interval '25 hours' WHERE flow_id = :flow");
        }
        rows.change(underWay, """
                UPDATE token_grant SET state = 'ROTATING', attempt_id = gen_random_uuid(),
                       lease_until = now() + interval '1 minute'
                 WHERE flow_id = :flow
                """);

        retention.apply();

        assertThat(count("token_ledger", old)).isZero();
        assertThat(count("token_ledger", flow)).isPositive();
        assertThat(rows.grant(failed).get("access_token")).isNull();
        assertThat(rows.grant(failed).get("refresh_token")).isNull();
        assertThat(rows.grant(flow).get("access_token")).isNotNull();
        assertThat(rows.grant(underWay).get("access_token")).isNotNull();
    }

    @Test
    void entriesOfTheAccessLogGoAfterTwoYears() {
        String flow = completed(riskflow.startOneTime());
        for (int days : new int[] {729, 731}) {
            jdbc.sql("""
                            INSERT INTO access_log (at, actor, actor_kind, role, action, flow_ids, filters)
                            VALUES (now() - :days * interval '1 day', :who, 'CLIENT', 'ADMIN', 'REPORT', ARRAY[:flow], '{}')
                            """)
                    .param("days", days)
                    .param("who", SandboxClients.ADMIN)
                    .param("flow", flow)
                    .update();
        }

        retention.apply();

        assertThat(riskflow.admin()
                        .get("/access-log?flow_id=" + flow)
                        .json()
                        .path("entries")
                        .size())
                .isOne();
    }

    @Test
    void moreThanOneBatchIsDeletedAtOnce() {
        String flow = completed(riskflow.startOngoing(user));
        jdbc.sql("""
                        INSERT INTO token_ledger (flow_id, attempt_id, generation, cause, outcome, started_at)
                        SELECT :flow, gen_random_uuid(), 1, 'USE', 'STORED', now() - interval '400 days'
                          FROM generate_series(1, :rows)
                        """).param("flow", flow).param("rows", 2 * Retention.BATCH + 1).update();

        retention.apply();

        assertThat(count("token_ledger", flow)).isOne();
    }

    @Test
    void aLimitThatEndsWhatIsStillAliveIsRefused() {
        Duration year = Duration.ofDays(365);
        assertThatThrownBy(() -> new RetentionSettings(year, year, Duration.ofHours(47), year, year))
                .hasMessageContaining("riskflow.privacy.retention.flows");
        assertThat(new RetentionSettings(Duration.ZERO, year, year, year, year).reports())
                .isZero();
    }

    private String completed(Link link) {
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");
        return link.flowId();
    }

    private void lock(String flow) {
        jdbc.sql("SELECT FROM flow WHERE flow_id = :flow FOR NO KEY UPDATE NOWAIT")
                .param("flow", flow)
                .query()
                .listOfRows();
    }

    private int report(String flow) {
        return riskflow.office().get("/risk-reports/" + flow).status();
    }

    private void age(String table, String column, String flow, String by) {
        jdbc.sql("UPDATE " + table + " SET " + column + " = now() - interval '" + by + "' WHERE flow_id = :flow")
                .param("flow", flow)
                .update();
    }

    private long count(String table, String flow) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE flow_id = :flow")
                .param("flow", flow)
                .query(Long.class)
                .single();
    }
}
