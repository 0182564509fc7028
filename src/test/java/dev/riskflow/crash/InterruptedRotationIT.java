package dev.riskflow.crash;

import static dev.riskflow.sandbox.Operation.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.sandbox.Mishap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Neither a database that goes away nor an orderly stop of the service loses what a rotation brings. */
class InterruptedRotationIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration WAITING_LIMIT = Duration.ofSeconds(2);
    private static final int ENDED_BY_SIGTERM = 143;

    private static final Map<String, String> SETTINGS = Map.of(
            "riskflow.provider.connect-timeout", "1s",
            "riskflow.provider.token-read-timeout", "50s",
            "riskflow.token.lease", "52s",
            "riskflow.token.waiting-limit", WAITING_LIMIT.toSeconds() + "s",
            "spring.datasource.hikari.connection-timeout", "3000",
            "db-scheduler.heartbeat-interval", "1s");

    private static RestartableDatabase database;
    private static Site site;
    private static Service service;

    private String flow = "";

    @BeforeAll
    static void start() {
        database = new RestartableDatabase();
        site = new Site(database.url(), SETTINGS);
        service = site.begin().awaitReady();
    }

    @AfterAll
    static void close() {
        site.close();
        database.close();
    }

    @BeforeEach
    void completeFlow() {
        if (!service.isAlive()) {
            service = site.begin().awaitReady();
        }
        site.provider().trouble().clear();
        flow = Callers.completedFlow(api());
        site.tables().expire(flow);
    }

    private static Riskflow api() {
        return service.api();
    }

    @Test
    void whatComesWhileTheDatabaseIsAwayIsStoredWhenItIsBack() throws Exception {
        outage(() -> {});
    }

    /** The row says that its holder is gone when the token is stored at last. */
    @Tag("soak")
    @Test
    void soItIsIfTheOutageOutlivesTheLease() throws Exception {
        outage(() -> site.tables().set(List.of(flow), "lease_until = clock_timestamp() + interval '3 seconds'"));
    }

    private void outage(Runnable before) throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        site.provider().trouble().next(REFRESH, Mishap.held(answer));
        CompletableFuture<List<Reply>> callers = Callers.begin(20, flow, api());
        awaitRefreshAtProvider();
        before.run();

        database.stop();
        long start = System.nanoTime();
        answer.countDown();
        await().atMost(LIMIT).until(() -> service.printed().contains("Provider call REFRESH flow=" + flow));
        Reply meanwhile = Callers.refresh(api(), flow);
        List<Reply> replies = callers.join();
        database.startAgain();
        Duration away = Duration.ofNanos(System.nanoTime() - start);
        await().atMost(LIMIT).ignoreExceptions().until(() -> site.tables().generation(flow) == 2);
        Duration stored = Duration.ofNanos(System.nanoTime() - start).minus(away);

        assertThat(site.tables().state(flow)).isEqualTo("ACTIVE");
        assertThat(Callers.refresh(api(), flow).status()).isEqualTo(200);
        assertThat(site.provider().ledger().count(REFRESH, flow)).isOne();
        assertThat(replies).extracting(Reply::status).isSubsetOf(200, 503);
        assertThat(meanwhile.status()).isEqualTo(503);
        assertStillRotates();
        Report.line("database away for %d ms: 1 refresh, stored %d ms after its return; callers got %s, and %d"
                .formatted(
                        away.toMillis(),
                        stored.toMillis(),
                        replies.stream().map(Reply::status).distinct().toList(),
                        meanwhile.status()));
    }

    /** What can't be noted is not begun: the claim proves that the database can be written. */
    @Tag("soak")
    @Test
    void nothingIsSentWhileTheDatabaseIsAway() {
        database.stop();
        Reply reply = Callers.refresh(api(), flow);
        database.startAgain();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(site.provider().ledger().count(REFRESH, flow)).isZero();
        await().atMost(LIMIT).until(() -> Callers.refresh(api(), flow).status() == 200);
        assertThat(site.provider().ledger().count(REFRESH, flow)).isOne();
        Report.line("database away before a claim: nothing sent, the caller got %d".formatted(reply.status()));
    }

    /** Longer than callers wait for a rotation: when they have gone, only the rotation itself is left to wait for. */
    @Test
    void anOrderlyStopWaitsForARotationAndStoresWhatCame() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        site.provider().trouble().next(REFRESH, Mishap.held(answer));
        stopDuring(WAITING_LIMIT.plusSeconds(2), answer);
    }

    /** Longer than the server waits for whatever callers are left. */
    @Tag("soak")
    @Test
    void anOrderlyStopWaitsLongerForTheProviderThanForCallers() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        site.provider().trouble().next(REFRESH, Mishap.held(answer));
        stopDuring(Duration.ofSeconds(40), answer);
    }

    private void stopDuring(Duration held, CountDownLatch answer) throws Exception {
        CompletableFuture<Reply> caller = Callers.refreshInBackground(api(), flow);
        awaitRefreshAtProvider();

        long start = System.nanoTime();
        service.beginStop();
        await().pollDelay(held).atMost(held.plusSeconds(1)).until(service::isAlive);
        answer.countDown();
        int exit = service.awaitEnd();
        Duration stopping = Duration.ofNanos(System.nanoTime() - start);

        assertThat(exit).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(site.tables().state(flow)).isEqualTo("ACTIVE");
        assertThat(site.tables().generation(flow)).isEqualTo(2);
        assertThat(site.tables().ledger(flow)).containsExactly("USE STORED");
        assertThat(site.provider().ledger().count(REFRESH, flow)).isOne();
        assertThat(site.storedTokens().wouldBeServed(flow)).isTrue();
        Report.line("SIGTERM during a rotation that takes %d s more: ended after %d ms, token stored; caller %s"
                .formatted(
                        held.toSeconds(),
                        stopping.toMillis(),
                        caller.handle((reply, gone) -> reply == null ? "cut off" : "got " + reply.status())
                                .join()));
    }

    private void assertStillRotates() {
        site.tables().expire(flow);
        assertThat(Callers.refresh(api(), flow).status()).isEqualTo(200);
    }

    private void awaitRefreshAtProvider() throws InterruptedException {
        assertThat(site.provider()
                        .ledger()
                        .await(entry -> entry.operation() == REFRESH && entry.concerns(flow), 1, LIMIT))
                .isTrue();
    }
}
