package dev.riskflow.accepted;

import static dev.riskflow.sandbox.Operation.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.crash.Report;
import dev.riskflow.crash.RestartableDatabase;
import dev.riskflow.crash.Site;
import dev.riskflow.environment.Link;
import dev.riskflow.sandbox.Lifetimes;
import dev.riskflow.sandbox.Rotation;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Months of ongoing flows in a minute: tokens live for seconds, a back office wants reports all the time, two processes
 * are killed in turns just after the provider has rotated, the database goes away, and the provider fails one call in five.
 * No token is presented twice but by a probe, and nothing is lost but what the provider's answer was lost for.
 */
class RotationsInBadWeatherIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration ACCESS = Duration.ofSeconds(4);
    private static final Duration SLOWEST = Duration.ofMillis(500);
    private static final Duration TIME_OUT = Duration.ofSeconds(3);
    private static final Duration QUARANTINE = Duration.ofSeconds(2);

    private static final int FLOWS = 60;
    private static final int MISFORTUNES = Integer.getInteger("riskflow.rounds", 12);

    private static final Map<String, String> IN_FAST_MOTION = Map.of(
            "riskflow.provider.connect-timeout", "1s",
            "riskflow.provider.read-timeout", TIME_OUT.toMillis() + "ms",
            "riskflow.provider.token-read-timeout", TIME_OUT.toMillis() + "ms",
            "riskflow.token.lease", TIME_OUT.plusSeconds(2).toMillis() + "ms",
            "riskflow.token.waiting-limit", "2s",
            "riskflow.token.in-doubt-quarantine", QUARANTINE.toMillis() + "ms",
            "riskflow.token.keep-alive-after", ACCESS.multipliedBy(2).toMillis() + "ms",
            "spring.datasource.hikari.connection-timeout", "2000",
            "db-scheduler.heartbeat-interval", "1s");

    @Tag("soak")
    @Test
    void onlyThatIsLostWhoseAnswerWasLost() {
        List<String> lost = rotateThroughBadWeather(Rotation.strict());

        assertThat(lost).as("the weather was bad").isNotEmpty();
    }

    @Tag("soak")
    @Test
    void nothingIsLostWhereTheProviderGivesALostAnswerAgain() {
        assertThat(rotateThroughBadWeather(Rotation.grace(Duration.ofMinutes(10))))
                .isEmpty();
    }

    /** The flows whose access is lost. */
    private static List<String> rotateThroughBadWeather(Rotation conduct) {
        long seed = Long.getLong("riskflow.seed", ThreadLocalRandom.current().nextLong());
        try (RestartableDatabase database = new RestartableDatabase();
                Site site = new Site(database.url(), IN_FAST_MOTION)) {
            SandboxProvider provider = site.provider();
            provider.adjust(usual ->
                    usual.withRotation(conduct).withLifetimes(Lifetimes.usual().withAccessToken(ACCESS)));
            Pair services = Pair.start(site);
            List<String> flows = completed(services, provider);
            BadWeather weather = BadWeather.over(provider, seed, SLOWEST, TIME_OUT);
            BackOffice office = BackOffice.wantsReportsOf(flows.subList(0, FLOWS * 3 / 4), services, seed);
            try (office) {
                strike(services, provider, database, new Random(seed));
            }
            provider.trouble().clear();
            RotationAccount account = new RotationAccount(database.url(), provider);
            await("nothing under way or in doubt").atMost(LIMIT).until(() -> account.undecided() == 0);
            services.stop(); // what is kept alive meanwhile would count as under way for ever
            assertThat(account.undecided()).as("under way or in doubt").isZero();

            List<String> lost = account.lost();
            List<String> wrongs = account.wrongs(flows, QUARANTINE);
            lost.stream()
                    .filter(flow -> !account.wasAnswerLost(flow, weather, services))
                    .forEach(flow -> wrongs.add(flow + ": lost without need; " + account.of(flow)));
            flows.stream()
                    .filter(flow -> !lost.contains(flow))
                    .filter(flow -> !site.wouldBeServed(flow))
                    .forEach(flow -> wrongs.add(flow + ": what is stored is of no use; " + account.of(flow)));
            Report.line("%s, -Driskflow.seed=%d: %d refreshes, %d kills, %s; callers got %s; lost %d of %d; wrong: %d"
                    .formatted(
                            conduct.getClass().getSimpleName(),
                            seed,
                            provider.ledger().count(REFRESH),
                            services.kills(),
                            account.outcomes(),
                            office.answers(),
                            lost.size(),
                            flows.size(),
                            wrongs.size()));
            assertThat(wrongs).isEmpty();
            return lost;
        }
    }

    private static List<String> completed(Pair services, SandboxProvider provider) {
        List<String> flows = IntStream.range(0, FLOWS)
                .mapToObj(n -> {
                    Link link = services.api(n).startOngoing("user-" + n);
                    URI callback = provider.finish(link.flowId());
                    assertThat(services.api(n).browse(services.at(n, callback)).status())
                            .isEqualTo(303);
                    return link.flowId();
                })
                .toList();
        flows.forEach(flow -> services.api(0).awaitStatus(flow, "completed"));
        return flows;
    }

    /** Each time after a few more rotations, and at once: the last one's answer has not left the provider yet. */
    private static void strike(Pair services, SandboxProvider provider, RestartableDatabase database, Random random) {
        for (int n = 0; n < MISFORTUNES; n++) {
            services.awaitReady(n % 2);
            awaitFurtherRefreshes(20 + random.nextInt(20), provider);
            if (n % 3 == 2) {
                services.awaitReady(1 - n % 2); // a start that loses its database ends
                database.stop();
                database.startAgain();
            } else {
                services.kill(n % 2);
            }
        }
        services.awaitReady(0);
        services.awaitReady(1);
    }

    private static void awaitFurtherRefreshes(int times, SandboxProvider provider) {
        long before = provider.ledger().count(REFRESH);
        try {
            assertThat(provider.ledger().await(entry -> entry.operation() == REFRESH, before + times, LIMIT))
                    .as("rotations go on")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
