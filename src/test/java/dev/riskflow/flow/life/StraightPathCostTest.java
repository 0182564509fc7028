package dev.riskflow.flow.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import dev.riskflow.flow.Binding;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.secrets.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A flow's way costs what it costs, however many flows there are. */
class StraightPathCostTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Secret STATE = Secret.of("state");

    @ParameterizedTest
    @EnumSource
    void eachStepIsOneStatementWithoutAScanOrARowInVain(Planning planning) {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            database.plantFlows(20_000);
            database.settle();
            Flow flow = flow();
            List<List<ExecutedPlan>> steps = new ArrayList<>();
            try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
                JdbcClient jdbc = JdbcClient.create(observed);
                TransitionLog log =
                        new TransitionLog(new Announcer(jdbc), new FlowMeters(new SimpleMeterRegistry(), settings()));
                NewFlows newFlows = new NewFlows(jdbc, log);
                StraightPath path = new StraightPath(jdbc, log, settings());
                steps.add(observed.plansOf(() -> newFlows.add(flow)));
                steps.add(observed.plansOf(
                        () -> assertThat(path.returned(flow.id(), STATE, NOW)).isPresent()));
                steps.add(observed.plansOf(
                        () -> assertThat(path.standing(flow.id(), NOW)).isPresent()));
                steps.add(observed.plansOf(
                        () -> assertThat(path.tokensStored(flow.id(), NOW)).isPresent()));
                steps.add(observed.plansOf(
                        () -> assertThat(path.reportStored(flow.id(), NOW)).isPresent()));
            }

            assertThat(steps)
                    .allSatisfy(plans -> assertThat(plans).singleElement().satisfies(plan -> {
                        assertThat(plan.scannedTables()).isEmpty();
                        assertThat(plan.rowsInVain()).as(plan.toString()).isZero();
                    }));
        }
    }

    private static FlowSettings settings() {
        return new FlowSettings(
                Duration.ofHours(1), Duration.ofDays(180), Duration.ofMinutes(65), Duration.ofHours(24));
    }

    private static Flow flow() {
        return new Flow(
                new StartedFlow(
                        new FlowId("straight"),
                        FlowType.ONE_TIME,
                        "demo-shop",
                        null,
                        STATE.fingerprint(),
                        Binding.NONE,
                        URI.create("https://flows.example.com/callback"),
                        null,
                        null,
                        SealedLink.NOTHING,
                        null),
                NOW,
                Duration.ofHours(1));
    }
}
