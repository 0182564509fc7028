package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What operators see: metrics for the one client that may have them, and health by what it is looked at for. */
@RiskflowTest
class ScrapeTest {

    private static final int SERIES_OF_OURS = 700;

    private final Riskflow riskflow;
    private final Rows rows;

    ScrapeTest(Riskflow riskflow, Rows rows) {
        this.riskflow = riskflow;
        this.rows = rows;
    }

    @Test
    void aFlowShowsInTheMetricsAndNobodyInIt() {
        double before = value("riskflow_flow_funnel_total{step=\"stored\",type=\"ongoing\"}");
        Link link = riskflow.authorize(riskflow.startOngoing("user-metered-Kq8"));
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.awaitNoJob(link.flowId()); // it counts once all is committed

        assertThat(value("riskflow_flow_funnel_total{step=\"stored\",type=\"ongoing\"}"))
                .isGreaterThan(before);
        assertThat(value("riskflow_provider_calls_seconds_count{operation=\"exchange\",outcome=\"success\"}"))
                .isPositive();
        assertThat(value("riskflow_token_requests_total{cause=\"exchange\",outcome=\"stored\"}"))
                .isPositive();
        assertThat(value("riskflow_flow_time_to_report_seconds_count{type=\"ongoing\"}"))
                .isPositive();
        assertThat(value("riskflow_flow_runway_seconds_bucket{type=\"ongoing\",le=\"+Inf\"}"))
                .isPositive();
        assertThat(value("riskflow_database_up")).isEqualTo(1);
        assertThat(scrape()).doesNotContain(link.flowId(), "user-metered-Kq8");
    }

    /** However many flows there are: tags are of closed sets. */
    @Test
    void theNumberOfSeriesIsBounded() {
        assertThat(scrape().lines().filter(line -> line.startsWith("riskflow_")))
                .hasSizeLessThan(SERIES_OF_OURS);
    }

    @Test
    void monitorsSeeMetricsAndHealthsDetailsAndNobodysData() {
        Reply health = riskflow.monitor().get("/actuator/health");
        assertThat(health.json().path("components").propertyNames()).contains("db", "provider", "database");
        assertThat(riskflow.office().get("/actuator/health").json().propertyNames())
                .doesNotContain("components");
        assertThat(List.of(
                        riskflow.monitor().get("/risk-flows").status(),
                        riskflow.monitor().get("/risk-reports").status(),
                        riskflow.monitor().get("/dashboard").status()))
                .containsExactly(403, 403, 302);
    }

    private String scrape() {
        Reply reply = riskflow.monitor().get("/actuator/prometheus");
        assertThat(reply.status()).isEqualTo(200);
        return reply.text();
    }

    private double value(String series) {
        return Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(scrape())
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + series));
    }
}
