package dev.riskflow.report.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ongoing flows' reports are fetched again on a schedule; one-time flows' never. */
@RiskflowTest
class DueReportsTest {

    private final DueReports dueReports;
    private final ReportStore store;
    private final Reports reports;
    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;

    DueReportsTest(
            DueReports dueReports,
            ReportStore store,
            Reports reports,
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows) {
        this.dueReports = dueReports;
        this.store = store;
        this.reports = reports;
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    private String checkedEightDaysAgo(Link started) {
        Link link = riskflow.authorize(started);
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.change(link.flowId(), """
                UPDATE risk_report SET checked_at = checked_at - interval '8 days' WHERE flow_id = :flow
                """);
        return link.flowId();
    }

    private long fetches(String flow) {
        return provider.ledger().count(Operation.FETCH_REPORT, flow);
    }

    @Test
    void aReportThatWasNotCheckedForAWeekIsFetchedAgainAndThenRests() {
        String flow = checkedEightDaysAgo(riskflow.startOngoing("user"));
        provider.resync(flow);

        dueReports.refresh();
        dueReports.refresh();

        assertThat(fetches(flow)).isEqualTo(2);
        assertThat(riskflow.office()
                        .get("/risk-reports/" + flow)
                        .json()
                        .path("version")
                        .intValue())
                .isEqualTo(2);
    }

    /** The interval may be shorter than what was to be waited for. */
    @Test
    void aReportThatWasFetchedNeedNotRestAnyLonger() {
        String flow = checkedEightDaysAgo(riskflow.startOngoing("user"));

        dueReports.refresh();

        assertThat(rows.change(flow, """
                        UPDATE risk_report SET check_not_before = 'infinity'
                         WHERE flow_id = :flow AND check_not_before = '-infinity'
                        """)).isOne();
    }

    @Test
    void anIntervalOfZeroMeansNever() {
        String flow = checkedEightDaysAgo(riskflow.startOngoing("user"));

        new DueReports(store, reports, new ReportSettings(Duration.ZERO)).refresh();

        assertThat(fetches(flow)).isOne();
    }

    @Test
    void aOneTimeFlowsReportIsNot() {
        String flow = checkedEightDaysAgo(riskflow.startOneTime());

        dueReports.refresh();

        assertThat(fetches(flow)).isOne();
    }

    /** If that is longer than anybody would have waited. */
    @ParameterizedTest
    @CsvSource({"1, 60", "180, 180"})
    void aProviderThatAsksForPatienceIsLeftAlone(int minutes, int rest) {
        String flow = checkedEightDaysAgo(riskflow.startOngoing("user"));
        Misfortune.next(
                provider, flow, Operation.FETCH_REPORT, Mishap.status(429).retryAfter(Duration.ofMinutes(minutes)));

        dueReports.refresh();

        assertThat(fetches(flow)).isEqualTo(2);
        assertThat(rows.change(flow, """
                        UPDATE risk_report SET check_not_before = now()
                         WHERE flow_id = :flow AND abs(extract(epoch FROM check_not_before - now()) / 60 - %d) < 1
                        """.formatted(rest))).isOne();
        dueReports.refresh();
        assertThat(fetches(flow)).isEqualTo(3);
    }

    @Test
    void whereAccessIsLostNobodyTriesAgain() {
        String flow = checkedEightDaysAgo(riskflow.startOngoing("user"));
        rows.change(flow, """
                UPDATE token_grant SET access_expires_at = now(), refresh_at = now() WHERE flow_id = :flow
                """);
        provider.revoke(flow);

        dueReports.refresh();
        dueReports.refresh();

        assertThat(provider.ledger().count(Operation.REFRESH, flow)).isOne();
        assertThat(rows.grant(flow)).containsEntry("state", "REAUTHORIZE");
        assertThat(rows.change(flow, """
                        UPDATE risk_report SET check_not_before = 'infinity'
                         WHERE flow_id = :flow AND check_not_before = 'infinity'
                        """)).isOne();
    }

    /** Another instance had rotated, and could not store what came until its database was back. */
    @Test
    void whereAccessIsFoundAgainItGoesOn() {
        String flow = checkedEightDaysAgo(riskflow.startOngoing("user"));
        rows.change(flow, """
                UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED', access_expires_at = now(),
                       refresh_at = now(), updated_at = now()
                 WHERE flow_id = :flow
                """);
        dueReports.refresh();
        assertThat(fetches(flow)).isOne();

        rows.change(flow, """
                UPDATE token_grant SET state = 'ACTIVE', reason = NULL, access_expires_at = now() + interval '1 hour',
                       refresh_at = now() + interval '1 hour'
                 WHERE flow_id = :flow
                """);
        dueReports.refresh();

        assertThat(fetches(flow)).isEqualTo(2);
    }
}
