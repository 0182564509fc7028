package dev.riskflow.flow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.DatabaseOutage;
import dev.riskflow.environment.EventFeed;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.ServiceInstances;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two instances on a database: what one of them writes, followers at the other see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EventsAcrossInstancesTest {

    private static final int MOST = 5;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Far below the five seconds after which all flows are looked at anyway. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final LoadedDatabase database = LoadedDatabase.empty();
    private final ServiceInstances instances =
            new ServiceInstances(database, "riskflow.events.heartbeat=100ms", "riskflow.events.max-streams=" + MOST);
    private final ConfigurableApplicationContext stoppable = instances.start();
    private final Riskflow here = ServiceInstances.at(instances.start());
    private final Riskflow there = ServiceInstances.at(stoppable);

    /** A follower who has gone away keeps a seat until the next heartbeat finds nobody there. */
    @BeforeEach
    void awaitFreeSeats() {
        await().atMost(LIMIT)
                .until(() -> stoppable
                                .getBean(MeterRegistry.class)
                                .get("riskflow.events.streams")
                                .gauge()
                                .value()
                        == 0);
    }

    @AfterAll
    void stop() {
        instances.close();
        database.close();
    }

    @Test
    void aTransitionIsSeenAtTheOtherInstanceAtOnce() {
        assertSeenAtOnce();
    }

    @Test
    void aTicketIsGoodAtEveryInstance() {
        Link link = here.startOneTime();
        String ticket = here.shop()
                .post("/risk-flows/" + link.flowId() + "/tickets", "")
                .member("ticket");
        try (EventFeed feed = there.nobody().follow(path(link) + "?ticket=" + ticket)) {
            assertThat(feed.awaitEvents(1).ids()).containsExactly(1);
        }
    }

    @Test
    void whatIsWrittenWhileNobodyListensIsSeenAllTheSame() {
        Link link = here.startOneTime();
        try (EventFeed feed = there.shop().follow(path(link)).awaitEvents(1)) {
            List<Integer> listeners = listeners();
            assertThat(listeners).hasSize(2);
            cutOff(listeners);
            here.authorize(link);

            assertThat(feed.awaitEnd().ids()).containsExactly(1, 2, 3, 4);
            await().atMost(LIMIT)
                    .until(
                            this::listeners,
                            again -> again.size() == 2 && again.stream().noneMatch(listeners::contains));
        }
        assertSeenAtOnce();
    }

    /** What is planted is announced to nobody, as what is announced while nobody listens. Three times, as below. */
    @Test
    void whoListensAgainLooksAtOnceForWhatHeMissed() {
        for (int i = 0; i < 3; i++) {
            Link link = here.startOneTime();
            try (EventFeed feed = there.shop().follow(path(link)).awaitEvents(1)) {
                List<Integer> listeners = await().atMost(LIMIT).until(this::listeners, pids -> pids.size() == 2);
                plant(link, 2);
                long missed = System.nanoTime();
                cutOff(listeners);
                feed.awaitEvents(2);
                assertThat(Duration.ofNanos(System.nanoTime() - missed)).isLessThan(AT_ONCE);
            }
        }
    }

    /** Nobody announces what a statement writes by itself. */
    @Test
    void whatWasNeverAnnouncedIsSeenAllTheSame() {
        Link link = here.startOneTime();
        try (EventFeed feed = there.shop().follow(path(link)).awaitEvents(1)) {
            plant(link, 2);

            assertThat(feed.awaitEvents(2).ids()).containsExactly(1, 2);
        }
    }

    @Test
    void asManyAreOpenAsMayBe() {
        Link link = here.startOneTime();
        List<EventFeed> feeds = Stream.generate(() -> there.shop().follow(path(link)))
                .limit(MOST)
                .toList();
        try (EventFeed refused = there.shop().follow(path(link))) {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.text()).contains("\"urn:riskflow:problem:too-many-streams\"");
        } finally {
            feeds.forEach(EventFeed::close);
        }
        awaitFreeSeats();
        try (EventFeed feed = there.shop().follow(path(link))) {
            assertThat(feed.status()).isEqualTo(200);
        }
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedFor() {
        Link link = here.startOneTime();
        try (EventFeed feed = there.shop().follow(path(link)).awaitEvents(1)) {
            DatabaseOutage.during(database, () -> feed.awaitHeartbeats(5));
            plant(link, 2);

            assertThat(feed.awaitEvents(2).ids()).containsExactly(1, 2);
        }
        await().atMost(LIMIT).until(() -> listeners().size() == 2);
    }

    @Test
    @Order(Integer.MAX_VALUE) // the instance is gone then
    void aStopEndsOpenStreamsAndDoesNotWaitForThem() {
        Link link = here.startOneTime();
        try (EventFeed feed = there.shop().follow(path(link)).awaitEvents(1)) {
            long begun = System.nanoTime();
            stoppable.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(feed.awaitEnd().wasCutOff()).isFalse();
        }
    }

    /** Once, it may be by chance that all flows are looked at just then; three times in a row, it may not. */
    private void assertSeenAtOnce() {
        for (int i = 0; i < 3; i++) {
            Link link = here.startOneTime();
            try (EventFeed feed = there.shop().follow(path(link)).awaitEvents(1)) {
                here.browse(link.cancel());
                long committed = System.nanoTime();
                feed.awaitEvents(2);
                assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(AT_ONCE);
            }
        }
    }

    /** The database's processes that serve those who listen. */
    private List<Integer> listeners() {
        return database.jdbc().sql("""
                        SELECT pid FROM pg_stat_activity
                         WHERE datname = current_database() AND application_name = 'riskflow-events'
                        """).query((row, n) -> row.getInt("pid")).list();
    }

    private void cutOff(List<Integer> listeners) {
        listeners.forEach(pid -> database.jdbc()
                .sql("SELECT pg_terminate_backend(:pid)")
                .param("pid", pid)
                .query()
                .singleRow());
    }

    private void plant(Link link, int seq) {
        database.jdbc()
                .sql("INSERT INTO flow_transition (flow_id, seq, status, at) VALUES (:flow, :seq, 'CANCELLED', now())")
                .param("flow", link.flowId())
                .param("seq", seq)
                .update();
    }

    private static String path(Link link) {
        return "/risk-flows/" + link.flowId() + "/events";
    }
}
