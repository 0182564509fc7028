package dev.riskflow.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the runbook says, tried part by part: a provider, a database and a disk each break for a while under a service that
 * goes on running. Health, metrics and alerts say so, callers learn that they shall come again, and once the part is whole
 * the service goes on by itself.
 */
class BrokenPartsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static BreakableSite site;
    private static Watch watch;

    @BeforeAll
    static void start() {
        site = new BreakableSite();
        watch = Watch.begin(site.api());
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** All is well again, and nobody is called for it. */
    @AfterEach
    void theServiceGoesOnByItself() {
        site.provider().trouble().clear();
        site.disk().ifPresent(SmallDisk::free);
        watch.awaitReadiness(200);
        watch.beginAgain();
        Link link = site.api().authorize(site.api().startOneTime());
        site.api().awaitStatus(link.flowId(), "completed");
        await("gauges that were counted anew").atMost(LIMIT).until(() -> watch.gauge("riskflow_database_up") == 1);
        assertThat(watch.waking()).isEmpty();
        assertThat(site.isRunning()).isTrue();
        watch.beginAgain();
    }

    @Test
    void providerFails() {
        Link waiting = site.api().startOneTime();
        site.provider().trouble().whenever(Operation.START_FLOW, attempt -> Mishap.status(500));
        site.provider().trouble().whenever(Operation.FETCH_REPORT, attempt -> Mishap.status(503));

        assertThat(site.api().browse(waiting.finish()).status()).isEqualTo(303);
        assertThat(IntStream.range(0, 3).map(n -> startFlow().status()))
                .allMatch(status -> status == 502 || status == 503);
        watch.awaitHealth("provider", "DEGRADED");

        assertThat(watch.health()).isEqualTo("DEGRADED");
        assertThat(watch.readiness()).isEqualTo(200);
        assertThat(watch.counted("riskflow_provider_calls_seconds_count", "outcome", "unavailable"))
                .isGreaterThanOrEqualTo(3);
        assertThat(watch.waking()).contains("RiskflowProviderFailing");

        site.provider().trouble().clear();
        site.api().awaitStatus(waiting.flowId(), "completed");
        watch.awaitHealth("provider", "UP");
    }

    @Test
    void providerRejectsOurCredentials() {
        Link waiting = site.api().startOneTime();
        site.provider().trouble().next(Operation.EXCHANGE, Mishap.invalidClient());

        site.api().authorize(waiting);
        await().atMost(LIMIT).until(() -> watch.counted("riskflow_token_requests_total", "outcome", "rejected") > 0);

        assertThat(watch.waking()).contains("RiskflowProviderRejectsUs").doesNotContain("RiskflowProviderFailing");
        site.api().awaitStatus(waiting.flowId(), "completed");
    }

    @Test
    void databaseIsAway() {
        Link waiting = site.api().startOneTime();
        URI callback = waiting.finish();

        site.database().stop();

        try {
            assertThatCallersShallComeAgain(callback);
            assertThatNobodyReachesTheDatabase();
        } finally {
            site.database().startAgain();
        }
        watch.awaitReadiness(200);
        assertThatIsTakenNow(callback, waiting);
    }

    /** As a standby is, to which a name points after a failover that went wrong. */
    @Test
    void databaseTakesNoWrites() {
        Link waiting = site.api().startOneTime();
        URI callback = waiting.finish();

        site.takeNoWrites(true);

        try {
            assertThatCallersShallComeAgain(callback);
            assertThat(watch.readiness()).isEqualTo(200);
            assertThat(watch.health("/components/database/details/refused")).isEqualTo("read_only");
            assertThat(watch.counted("riskflow_database_failures_total", "kind", "read_only"))
                    .isPositive();
            assertThat(watch.waking()).contains("RiskflowDatabaseRefusesWrites");
        } finally {
            site.takeNoWrites(false);
        }
        assertThatIsTakenNow(callback, waiting);
    }

    @Test
    void diskIsFull() {
        SmallDisk small = smallDisk();
        Link completed = site.api().authorize(site.api().startOneTime());
        site.api().awaitStatus(completed.flowId(), "completed");
        Deque<Link> waiting = new ArrayDeque<>();
        IntStream.range(0, 40).forEach(n -> waiting.add(site.api().startOneTime()));
        // Writing ahead has room for a while: tables are what can't grow.
        site.nextSegment();

        small.fill();

        Refusal page = untilRefused(waiting, callback -> site.api().browse(callback));
        assertThatBrowserShallComeAgain(page.reply());
        Refusal problem = untilRefused(waiting, BrokenPartsIT::relay);
        assertThatRelayShallComeAgain(problem.reply());
        await("a reading that can't be noted").atMost(LIMIT).until(() -> readingOf(completed) == 503);
        assertThat(site.api().status(waiting.getFirst().flowId())).isEqualTo("awaiting_user");
        assertThat(watch.readiness()).isEqualTo(200);
        assertThat(watch.health()).isEqualTo("DEGRADED");
        assertThat(watch.health("/components/database/details/refused")).isEqualTo("disk_full");
        assertThat(watch.counted("riskflow_database_failures_total", "kind", "disk_full"))
                .isPositive();
        assertThat(watch.waking()).contains("RiskflowDatabaseRefusesWrites").doesNotContain("RiskflowDatabaseAway");

        small.free();
        assertThatIsTakenNow(problem.callback(), waiting.getFirst());
    }

    /** PostgreSQL ends when it can't write ahead, and can't start again before there is room. */
    @Tag("soak")
    @Test
    void diskIsFullWhereItIsWrittenAhead() {
        SmallDisk small = smallDisk();
        Link waiting = site.api().startOneTime();
        URI callback = waiting.finish();

        site.awaitEndForLackOfRoom(small);

        try {
            assertThatCallersShallComeAgain(callback);
            assertThatNobodyReachesTheDatabase();
        } finally {
            small.free();
            site.database().stop();
            site.database().startAgain();
        }
        watch.awaitReadiness(200);
        assertThatIsTakenNow(callback, waiting);
    }

    private static SmallDisk smallDisk() {
        assumeTrue(site.disk().isPresent(), "nobody may mount a small file system here, to fill it");
        return site.disk().orElseThrow();
    }

    private static Reply startFlow() {
        return site.api().shop().post("/risk-flows", "{\"type\": \"one_time\"}");
    }

    private record Refusal(URI callback, Reply reply) {}

    private static int readingOf(Link completed) {
        return site.api().office().get("/risk-reports/" + completed.flowId()).status();
    }

    private static Reply relay(URI callback) {
        return site.api().nobody().get(callback.toString(), "Accept", "application/json");
    }

    /**
     * What the first of them is told who is refused; who was taken before is waiting no more. It is the very answer that
     * counts: a full disk may have room the next moment, since ended jobs leave some.
     */
    private static Refusal untilRefused(Deque<Link> waiting, Function<URI, Reply> comingBack) {
        while (!waiting.isEmpty()) {
            URI callback = site.provider().finish(waiting.getFirst().flowId());
            Reply reply = comingBack.apply(callback);
            if (reply.status() == 503) {
                return new Refusal(callback, reply);
            }
            assertThat(reply.status()).isIn(200, 303);
            waiting.removeFirst();
        }
        throw new AssertionError("All were taken");
    }

    private static void assertThatCallersShallComeAgain(URI callback) {
        assertThatBrowserShallComeAgain(site.api().browse(callback));
        assertThatRelayShallComeAgain(relay(callback));
    }

    private static void assertThatBrowserShallComeAgain(Reply page) {
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isNotBlank();
        assertThat(page.header("Refresh")).as("it comes again by itself").isEqualTo("5");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("One moment");
    }

    private static void assertThatRelayShallComeAgain(Reply problem) {
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.header("Retry-After")).isNotBlank();
        assertThat(problem.member("type")).isEqualTo("urn:riskflow:problem:database-unavailable");
    }

    private static void assertThatNobodyReachesTheDatabase() {
        assertThat(watch.readiness()).isEqualTo(503);
        assertThat(watch.liveness()).isEqualTo(200);
        assertThat(watch.health()).isEqualTo("DOWN");
        await("gauges that were counted anew").atMost(LIMIT).until(() -> watch.gauge("riskflow_database_up") == 0);
        assertThat(watch.counted("riskflow_database_failures_total", "kind", "connection"))
                .isPositive();
        assertThat(watch.waking()).contains("RiskflowDatabaseAway");
    }

    private static void assertThatIsTakenNow(URI callback, Link link) {
        assertThat(site.api().browse(callback).status()).isEqualTo(303);
        site.api().awaitStatus(link.flowId(), "completed");
    }
}
