package dev.riskflow.accepted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.crash.Report;
import dev.riskflow.crash.Site;
import dev.riskflow.environment.EmbeddedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two processes on one database, killed again and again while users come back, and a provider that fails one call in
 * five: whatever callback was answered is brought to its end, and the provider's own record agrees with it. Who follows
 * a flow meanwhile sees all of it, in order, and at last the truth.
 */
class ThousandFlowsIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Tag("soak")
    @Test
    void sixtyFlowsAndAKillOfEachProcess() {
        allEndAsTheProviderConfirms(2, 30, Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(3));
    }

    @Tag("soak")
    @Test
    void aThousandFlowsAndFiveKillsOfEachProcess() {
        allEndAsTheProviderConfirms(10, 100, Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(6));
    }

    private static void allEndAsTheProviderConfirms(
            int waves, int each, Duration spread, Duration slowest, Duration timeOut) {
        long seed = Long.getLong("riskflow.seed", ThreadLocalRandom.current().nextLong());
        String database = EmbeddedDatabase.shared().createDatabase();
        Announcements announcements = Announcements.in(database);
        try (Site site = new Site(announcements.serviceUrl(), impatient(timeOut))) {
            Pair services = Pair.start(site);
            try (Audience audience = new Audience(services)) {
                BadWeather weather = BadWeather.over(site.provider(), seed, slowest, timeOut);
                Storm storm = new Storm(services, site.provider(), announcements, audience, seed, spread);
                Report.line("%d flows, -Driskflow.seed=%d".formatted(waves * each, seed));
                long begin = System.nanoTime();
                List<String> accepted = storm.blow(waves, each);
                long passed = System.nanoTime();
                FlowTables tables = new FlowTables(database);
                await("all flows at their end").atMost(LIMIT).until(() -> tables.unfinished() == 0);
                long ended = System.nanoTime();

                Reckoning reckoning = new Reckoning(tables, site.provider(), weather, services);
                List<String> wrongs = reckoning.of(accepted);
                Report.line("  %d callbacks accepted in %d s, %d kills, %d attempts; ended %d s later: %s; wrong: %d"
                        .formatted(
                                accepted.size(),
                                TimeUnit.NANOSECONDS.toSeconds(passed - begin),
                                services.kills(),
                                storm.retries(),
                                TimeUnit.NANOSECONDS.toSeconds(ended - passed),
                                reckoning.ends(),
                                wrongs.size()));
                List<String> misled = audience.misled(tables);
                Report.line("  %d followed, %d connections; misled: %d"
                        .formatted(audience.size(), audience.connections(), misled.size()));
                assertThat(accepted).doesNotHaveDuplicates().hasSize(waves * each);
                assertThat(wrongs).isEmpty();
                assertThat(misled).isEmpty();
                assertThat(audience.size()).isEqualTo(waves * each / 5);
            }
        }
    }

    /** Short, so that a dead holder and a dead node are found soon; the lease still outlives a token request. */
    private static Map<String, String> impatient(Duration timeOut) {
        return Map.of(
                "riskflow.provider.connect-timeout", "1s",
                "riskflow.provider.read-timeout", timeOut.toMillis() + "ms",
                "riskflow.provider.token-read-timeout", timeOut.toMillis() + "ms",
                "riskflow.token.lease", timeOut.plusSeconds(2).toMillis() + "ms",
                "db-scheduler.heartbeat-interval", "1s");
    }
}
