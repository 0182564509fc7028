package dev.riskflow.accepted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.crash.Latency;
import dev.riskflow.crash.Report;
import dev.riskflow.crash.Service;
import dev.riskflow.crash.Site;
import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.sandbox.Operation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everybody comes back at once, and the provider takes its time: nobody is turned away, and nobody waits for it. */
class ManyCallbacksIT {

    private static final int CALLBACKS = 5_000;
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Each request that is worked at takes room for a header of any length, so that only so many may be. */
    @Tag("soak")
    @Test
    void aCrowdFitsIntoASmallHeap() {
        try (Site site = new Site(EmbeddedDatabase.shared().createDatabase(), Map.of())) {
            Service service = site.begin(Map.of(), List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"))
                    .awaitReady();
            URI unknown =
                    URI.create(service.api().url() + "/callback?flow_id=unknown&state=none&success=true&code=none");

            List<Visit> visits = Arrivals.atOnce(
                    IntStream.range(0, 3_000).mapToObj(n -> unknown).toList());

            assertThat(visits).allMatch(Visit::isRefused);
            assertThat(service.isAlive()).isTrue();
        }
    }

    @Tag("soak")
    @Test
    void fiveThousandAtOnceAndThenAsManyAtAPace() {
        String database = EmbeddedDatabase.shared().createDatabase();
        HeapLog heap = HeapLog.create();
        AccessLog log = AccessLog.create();
        try (Site site = new Site(database, Map.of())) {
            Service service = site.begin(log.settings(), List.of("-Xmx512m", heap.option()))
                    .awaitReady();
            site.provider()
                    .adjust(usual -> usual.withDelay(Operation.EXCHANGE, SLOW).withDelay(Operation.FETCH_REPORT, SLOW));
            FlowTables tables = new FlowTables(database);
            completeAll("all at once, just started", Arrivals::atOnce, service, site, tables, log);
            Latency crowd = completeAll("all at once", Arrivals::atOnce, service, site, tables, log);
            Latency pace = completeAll("200 a second", all -> Arrivals.perSecond(200, all), service, site, tables, log);
            assertThat(crowd.percentile(99)).isLessThan(SLOW);
            assertThat(pace.percentile(99)).isLessThan(SLOW);
            assertThat(service.isAlive()).isTrue();
            Report.line("  heap: at most %d MB of 512 in use".formatted(heap.peakMegabytes()));
        }
    }

    /** How long the server worked at each callback, from its first byte to its answer. */
    private static Latency completeAll(
            String how,
            Function<List<URI>, List<Visit>> arrive,
            Service service,
            Site site,
            FlowTables tables,
            AccessLog log) {
        List<Comeback> comebacks = Comeback.prepare(CALLBACKS, service.api(), site.provider());
        log.skip();
        long start = System.nanoTime();
        List<Visit> visits =
                arrive.apply(comebacks.stream().map(Comeback::callback).toList());
        long answered = System.nanoTime();
        await("all completed").atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> tables.unfinished() == 0);
        Report.line("%d callbacks, %s, provider answers after %d s: all answered after %d ms, all completed after %d ms"
                .formatted(
                        CALLBACKS,
                        how,
                        SLOW.toSeconds(),
                        TimeUnit.NANOSECONDS.toMillis(answered - start),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
        Report.line("  waited by the browser: "
                + Latency.of(visits.stream().map(Visit::waited).toList()));
        Latency worked = log.awaitCallbacks(CALLBACKS);
        Report.line("  worked at by the server: " + worked);
        assertThat(visits).allMatch(Visit::isAccepted);
        assertThat(comebacks).allMatch(each -> tables.end(each.flowId()).equals("COMPLETED"));
        return worked;
    }
}
