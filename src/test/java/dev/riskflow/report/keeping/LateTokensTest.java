package dev.riskflow.report.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.FetchOutcome;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Another instance's tokens, which were late, land at the moment in which a report's refresh finds access lost: the report
 * is checked again, whoever commits first.
 */
@RiskflowTest
class LateTokensTest {

    private final Reports reports;
    private final Riskflow riskflow;
    private final Rows rows;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private String flow = "";

    LateTokensTest(Reports reports, Riskflow riskflow, Rows rows, JdbcClient jdbc, TransactionTemplate transaction) {
        this.reports = reports;
        this.riskflow = riskflow;
        this.rows = rows;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @BeforeEach
    void loseAccess() {
        flow = riskflow.authorize(riskflow.startOngoing("user")).flowId();
        riskflow.awaitStatus(flow, "completed");
        rows.change(flow, """
                UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED', access_expires_at = now(),
                       refresh_at = now()
                 WHERE flow_id = :flow
                """);
    }

    @Test
    void landingAfterTheLookAndBeforeTheStop() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?>[] both = new Future<?>[2];
            transaction.executeWithoutResult(status -> {
                jdbc.sql("SELECT FROM risk_report WHERE flow_id = :flow FOR UPDATE")
                        .param("flow", flow)
                        .query()
                        .listOfRows();
                both[0] = threads.submit(this::refresh);
                rows.awaitWaiters(1, both[0]);
                both[1] = threads.submit(this::land);
                rows.awaitWaiters(2, both[1]);
            });
            for (Future<?> each : both) {
                each.get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(isCheckedAgain()).isTrue();
    }

    @Test
    void landingBeforeTheStopAndCommittedAfterIt() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?>[] refresh = new Future<?>[1];
            transaction.executeWithoutResult(status -> {
                land();
                refresh[0] = threads.submit(this::refresh);
                rows.awaitWaiters(1, refresh[0]);
            });
            refresh[0].get(20, TimeUnit.SECONDS);
        }
        assertThat(isCheckedAgain()).isTrue();
    }

    @Test
    void landingAfterTheStop() {
        refresh();
        assertThat(isCheckedAgain()).isFalse();

        land();

        assertThat(isCheckedAgain()).isTrue();
    }

    private void refresh() {
        KnownReport report = reports.find(new FlowId(flow)).orElseThrow();
        assertThat(reports.refresh(report)).isInstanceOf(FetchOutcome.AccessLost.class);
    }

    private void land() {
        rows.change(flow, """
                UPDATE token_grant SET state = 'ACTIVE', reason = NULL, access_expires_at = now() + interval '1 hour',
                       refresh_at = now() + interval '1 hour'
                 WHERE flow_id = :flow
                """);
    }

    private boolean isCheckedAgain() {
        return jdbc.sql("SELECT check_not_before < 'infinity' FROM risk_report WHERE flow_id = :flow")
                .param("flow", flow)
                .query(Boolean.class)
                .single();
    }
}
