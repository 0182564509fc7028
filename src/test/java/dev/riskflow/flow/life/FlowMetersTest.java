package dev.riskflow.flow.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.riskflow.flow.Binding;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.token.LossReason;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of flows is counted, each step of the funnel once. */
class FlowMetersTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DEADLINE = Duration.ofMinutes(65);

    private static final FlowSettings SETTINGS =
            new FlowSettings(Duration.ofHours(1), Duration.ofDays(180), DEADLINE, Duration.ofHours(24));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FlowMeters meters = new FlowMeters(registry, SETTINGS);
    private final Flow flow = new Flow(
            new StartedFlow(
                    new FlowId("metered"),
                    FlowType.ONE_TIME,
                    "demo-shop",
                    null,
                    new byte[32],
                    Binding.NONE,
                    URI.create("https://flows.example.com/callback"),
                    null,
                    null,
                    SealedLink.NOTHING,
                    null),
            START,
            Duration.ofHours(1));
    private int seen;

    @BeforeEach
    void started() {
        count();
    }

    @Test
    void aFlowThatCompletes() {
        complete();

        assertThat(funnel("started")).isEqualTo(1);
        assertThat(funnel("returned")).isEqualTo(1);
        assertThat(funnel("exchanged")).isEqualTo(1);
        assertThat(funnel("stored")).isEqualTo(1);
        assertThat(transitions("completed", "none")).isEqualTo(1);
        assertThat(timer("time.to.report").totalTime(TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(timer("runway").totalTime(TimeUnit.SECONDS)).isEqualTo((double) (DEADLINE.toSeconds() - 7));
    }

    /** A quantile is sought within a bucket, so none may reach beyond what can be left. */
    @Test
    void noBucketOfTheRunwayReachesBeyondTheDeadline() {
        complete();

        assertThat(timer("runway").takeSnapshot().histogramCounts())
                .extracting(bucket -> bucket.bucket(TimeUnit.SECONDS), CountAtBucket::count)
                .contains(tuple(3_840.0, 0.0))
                .endsWith(tuple((double) DEADLINE.toSeconds(), 1.0));
    }

    @Test
    void aUserWhoComesAgainIsOneUser() {
        flow.codeAccepted(START.plusSeconds(100), DEADLINE);
        flow.codeLost(LossReason.CODE_REFUSED, START.plusSeconds(101));
        flow.codeAccepted(START.plusSeconds(200), DEADLINE);
        count();

        assertThat(funnel("returned")).isEqualTo(1);
        assertThat(transitions("authorized", "none")).isEqualTo(2);
        assertThat(transitions("failed", "code_refused")).isEqualTo(1);
        assertThat(funnel("exchanged")).isZero();
    }

    @Test
    void aReportThatCameAfterTheDeadlineHadNoneLeft() {
        flow.codeAccepted(START.plusSeconds(100), DEADLINE);
        flow.tokensStored(START.plusSeconds(101), Duration.ofDays(180), DEADLINE);
        flow.reportStored(START.plusSeconds(100).plus(DEADLINE).plusSeconds(1));
        count();

        assertThat(timer("runway").count()).isEqualTo(1);
        assertThat(timer("runway").totalTime(TimeUnit.SECONDS)).isZero();
    }

    /** Or the first failure of a kind would be no increase. */
    @Test
    void nothingNewAppearsLater() {
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        FlowMeters fresh = new FlowMeters(other, SETTINGS);
        List<Meter.Id> atTheStart = other.getMeters().stream().map(Meter::getId).toList();
        assertThat(fresh).isNotNull();

        complete();

        assertThat(registry.getMeters().stream().map(Meter::getId)).containsExactlyInAnyOrderElementsOf(atTheStart);
    }

    private void complete() {
        flow.codeAccepted(START.plusSeconds(100), DEADLINE);
        count();
        flow.tokensStored(START.plusSeconds(101), Duration.ofDays(180), DEADLINE);
        flow.reportStored(START.plusSeconds(107));
        count();
    }

    private void count() {
        flow.transitions().stream().skip(seen).map(TakenStep::of).forEach(meters::count);
        seen = flow.transitions().size();
    }

    private double funnel(String step) {
        return registry.get("riskflow.flow.funnel")
                .tags("type", "one_time", "step", step)
                .counter()
                .count();
    }

    private double transitions(String status, String reason) {
        return registry.get("riskflow.flow.transitions")
                .tags("type", "one_time", "status", status, "reason", reason)
                .counter()
                .count();
    }

    private Timer timer(String name) {
        return registry.get("riskflow.flow." + name).tag("type", "one_time").timer();
    }
}
