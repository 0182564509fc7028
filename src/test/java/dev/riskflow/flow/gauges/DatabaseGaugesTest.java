package dev.riskflow.flow.gauges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.DatabaseOutage;
import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gauges say what the rows say, cost little, and hold up no scrape. */
class DatabaseGaugesTest {

    private static final Duration NOTHING_KEPT = Duration.ZERO;

    @Test
    void eachCountsItsRows() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            PlantedTrouble.plant(database, 30);
            SimpleMeterRegistry registry = registry(new CountedRows(database.jdbc()), NOTHING_KEPT);

            assertThat(gauge(registry, "riskflow.token.grants", "rotating")).isEqualTo(3);
            assertThat(gauge(registry, "riskflow.token.grants", "in_doubt")).isEqualTo(2);
            assertThat(gauge(registry, "riskflow.token.grants", "reauthorize")).isEqualTo(5);
            assertThat(gauge(registry, "riskflow.token.runway", "60")).isEqualTo(6);
            assertThat(gauge(registry, "riskflow.token.runway", "75")).isEqualTo(3);
            assertThat(gauge(registry, "riskflow.token.runway", "85")).isEqualTo(1);
            assertThat(gauge(registry, "riskflow.flow.attention", "in_doubt")).isEqualTo(2);
            assertThat(gauge(registry, "riskflow.flow.attention", "reauthorize"))
                    .isEqualTo(4);
            assertThat(gauge(registry, "riskflow.flow.attention", "deadline_near"))
                    .isEqualTo(2);
            assertThat(gauge(registry, "riskflow.flow.unfinished", "authorized"))
                    .isEqualTo(3);
            assertThat(gauge(registry, "riskflow.flow.unfinished", "fetching")).isEqualTo(2);
            assertThat(number(registry, "riskflow.jobs.waiting")).isEqualTo(2);
            assertThat(number(registry, "riskflow.jobs.lag.seconds")).isBetween(600.0, 660.0);
            assertThat(number(registry, "riskflow.privacy.erasures.overdue")).isEqualTo(2);
            assertThat(number(registry, "riskflow.database.up")).isEqualTo(1);
        }
    }

    @Test
    void noTableIsScannedAndNoRowReadInVain() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            PlantedTrouble.plant(database, 20_000);
            for (Planning planning : Planning.values()) {
                try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
                    List<ExecutedPlan> plans =
                            observed.plansOf(() -> new CountedRows(JdbcClient.create(observed)).read());
                    assertThat(plans).singleElement().satisfies(plan -> {
                        // The copy of what is unusual is read as a whole: it holds nothing else.
                        assertThat(plan.scannedTables()).isSubsetOf("flow_attention", "scheduled_tasks");
                        assertThat(plan.buffers()).isLessThan(100);
                    });
                }
            }
        }
    }

    @Test
    void allGaugesOfAScrapeShareOneCount() {
        AtomicInteger counts = new AtomicInteger();
        LatestCount latest = new LatestCount(
                () -> {
                    counts.incrementAndGet();
                    return new EnumMap<>(Map.of(Watched.JOBS_LAG, 7.0));
                },
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));

        assertThat(latest.answered()).isEqualTo(1);
        assertThat(latest.of(Watched.JOBS_LAG)).isEqualTo(7);
        for (Watched watched : Watched.values()) {
            latest.of(watched);
        }
        assertThat(counts).hasValue(1);
    }

    @Test
    void aSlowDatabaseIsNoNumberAndNotAway() {
        LatestCount latest = onlyOnce(Duration.ofMinutes(1));

        assertThat(latest.answered()).isEqualTo(1);
        assertThat(latest.answered()).isEqualTo(1);
        assertThat(latest.of(Watched.JOBS_LAG)).isNaN();
    }

    @Test
    void aDatabaseThatIsTooSlowIsAway() {
        LatestCount latest = onlyOnce(Duration.ofMillis(1));

        assertThat(latest.answered()).isEqualTo(1);
        assertThat(latest.answered()).isZero();
    }

    /** The second count does not come to an end. */
    private static LatestCount onlyOnce(Duration slowest) {
        Iterator<CompletableFuture<Double>> counts = List.of(
                        CompletableFuture.completedFuture(7.0), new CompletableFuture<Double>())
                .iterator();
        return new LatestCount(() -> Map.of(Watched.JOBS_LAG, counts.next().join()), NOTHING_KEPT, slowest);
    }

    @Test
    void aDatabaseThatIsAwayIsNoNumberAndComesBack() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            SimpleMeterRegistry registry = registry(new CountedRows(database.jdbc()), NOTHING_KEPT);
            List<Double> during = new ArrayList<>();
            DatabaseOutage.during(database, () -> {
                long begun = System.nanoTime();
                during.add(number(registry, "riskflow.database.up"));
                during.add(number(registry, "riskflow.jobs.lag.seconds"));
                for (int i = 0; i < 20; i++) {
                    gauge(registry, "riskflow.token.grants", "in_doubt");
                }
                // The pool's patience is half a minute; a scrape's is ten seconds.
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            });
            assertThat(during).containsExactly(0.0, Double.NaN);
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> number(registry, "riskflow.database.up") == 1);
        }
    }

    private static SimpleMeterRegistry registry(CountedRows rows, Duration keep) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        DatabaseGauges gauges = new DatabaseGauges(rows, keep);
        gauges.bindTo(registry);
        KEPT.add(gauges); // a gauge lives only as long as what it asks
        return registry;
    }

    private static final List<DatabaseGauges> KEPT = new ArrayList<>();

    private static double number(SimpleMeterRegistry registry, String name) {
        return registry.get(name).gauge().value();
    }

    private static double gauge(SimpleMeterRegistry registry, String name, String value) {
        return registry.get(name).gauges().stream()
                .filter(gauge -> gauge.getId().getTags().getFirst().getValue().equals(value))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
