package dev.riskflow.crash;

import static dev.riskflow.sandbox.Operation.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.sandbox.Mishap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two hundred callers find an expired token, in one process and in two on one database: one refresh, nobody fails. */
class RacingCallersIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** So few connections that nobody could wait with one in hand and go unnoticed. */
    private static final Map<String, String> FEW_CONNECTIONS =
            Map.of("spring.datasource.hikari.maximum-pool-size", "4");

    private static Site site;
    private static Riskflow first;
    private static Riskflow second;

    private String flow = "";
    private int generation;

    @BeforeAll
    static void startTwo() {
        site = new Site(EmbeddedDatabase.shared().createDatabase(), FEW_CONNECTIONS);
        Service one = site.begin();
        Service other = site.beginAnother(Map.of());
        first = one.awaitReady().api();
        second = other.awaitReady().api();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void completeFlow() {
        site.provider().trouble().clear();
        flow = Callers.completedFlow(first);
        generation = 1;
    }

    @Test
    void twoProcessesRefreshOnce() {
        race(2, 100, first, second);
    }

    @Tag("soak")
    @Test
    void twoProcessesRefreshOnceInEveryTrial() {
        race(20, 100, first, second);
    }

    @Tag("soak")
    @Test
    void oneProcessRefreshesOnceInEveryTrial() {
        race(20, 200, first);
    }

    private void race(int trials, int callersOfEach, Riskflow... services) {
        long slowest = 0;
        for (int trial = 1; trial <= trials; trial++) {
            site.tables().expire(flow);
            long start = System.nanoTime();
            List<Reply> replies = Callers.refreshAtOnce(callersOfEach, flow, services);
            slowest = Math.max(
                    slowest, Duration.ofNanos(System.nanoTime() - start).toMillis());

            assertThat(replies).hasSize(200).allMatch(reply -> reply.status() == 200);
            assertRefreshedOnceMore();
        }
        Report.line("race: %d process(es), %d trials of 200 callers: 1 refresh each, 0 failed; slowest trial %d ms"
                .formatted(services.length, trials, slowest));
    }

    /** Longer than callers wait: they are told to come again, and nobody else notices anything. */
    @Tag("soak")
    @ParameterizedTest
    @ValueSource(ints = {11, 30})
    void aSlowProviderIsAskedOnceAndDelaysNobodyElse(int seconds) throws Exception {
        Latency before = Latency.ofReportLists(second, 100);
        site.tables().expire(flow);
        site.provider().trouble().next(REFRESH, Mishap.late(Duration.ofSeconds(seconds)));

        CompletableFuture<List<Reply>> callers = Callers.begin(100, flow, first, second);
        assertThat(site.provider().ledger().await(entry -> isRefresh(entry), 1, LIMIT))
                .isTrue();
        Latency meanwhile = Latency.ofReportLists(second, 100);
        boolean underWay = site.tables().state(flow).equals("ROTATING");
        List<Reply> replies = callers.join();
        await().atMost(LIMIT).until(() -> site.tables().generation(flow) == 2);

        assertThat(underWay).as("the lists were read during the rotation").isTrue();
        assertThat(replies).hasSize(200).allMatch(reply -> reply.status() == 200 || reply.status() == 503);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 503)
                .allMatch(reply -> reply.header("Retry-After") != null);
        assertThat(meanwhile.slowest()).isLessThan(Duration.ofSeconds(5));
        assertRefreshedOnceMore();
        assertThat(Callers.refresh(first, flow).status()).isEqualTo(200);
        Report.line("provider answers after %d s: 1 refresh, %d callers served, %d told to come again, 0 lost"
                .formatted(seconds, count(replies, 200), count(replies, 503)));
        Report.line("  GET /risk-reports before: %s; meanwhile: %s".formatted(before, meanwhile));
    }

    @Tag("soak")
    @Test
    void beyondTheTimeOutTheTokenIsInDoubt() {
        Service hasty = site.beginAnother(Map.of(
                "riskflow.provider.connect-timeout", "1s",
                "riskflow.provider.token-read-timeout", "3s",
                "riskflow.token.lease", "5s"));
        Riskflow api = hasty.awaitReady().api();
        site.tables().expire(flow);
        site.provider().trouble().next(REFRESH, Mishap.late(Duration.ofSeconds(6)));

        List<Reply> replies = Callers.refreshAtOnce(200, flow, api);

        assertThat(replies).allMatch(reply -> reply.status() == 503);
        assertThat(site.tables().state(flow)).isEqualTo("IN_DOUBT");
        assertThat(site.tables().ledger(flow)).containsExactly("USE IN_DOUBT");
        assertThat(site.provider().ledger().count(REFRESH, flow)).isOne();
        hasty.kill();
        Report.line("provider answers after the time-out: 1 refresh, 200 told to come again, 0 lost, token IN_DOUBT");
    }

    private void assertRefreshedOnceMore() {
        generation++;
        assertThat(site.provider().ledger().count(REFRESH, flow)).isEqualTo(generation - 1);
        assertThat(site.tables().generation(flow)).isEqualTo(generation);
        assertThat(site.tables().state(flow)).isEqualTo("ACTIVE");
        assertThat(site.provider().ledger().revokedFamilies()).isZero();
    }

    private boolean isRefresh(dev.riskflow.sandbox.LedgerEntry entry) {
        return entry.operation() == REFRESH && entry.concerns(flow);
    }

    private static long count(List<Reply> replies, int status) {
        return replies.stream().filter(reply -> reply.status() == status).count();
    }
}
