package dev.riskflow.flow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.EventFeed;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a follower of a flow is sent, and when it ends. */
@RiskflowTest
class FollowingAFlowTest {

    private static final Duration UNTIL_STREAMS_END = Duration.ofHours(2); // a link's hour, and the hour after it

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;

    FollowingAFlowTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    @Test
    void eachTransitionIsAnEventAndTheLastOneEndsTheStream() {
        Link link = riskflow.startOneTime();
        try (EventFeed feed = follow(link)) {
            assertThat(feed.status()).isEqualTo(200);
            assertThat(feed.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(feed.header("Cache-Control")).isEqualTo("no-store");
            assertThat(feed.header("X-Accel-Buffering")).isEqualTo("no");
            riskflow.authorize(link);

            assertThat(feed.awaitEnd().events())
                    .extracting(EventFeed.Event::id, EventFeed.Event::name)
                    .containsExactly(
                            tuple("1", "transition"),
                            tuple("2", "transition"),
                            tuple("3", "transition"),
                            tuple("4", "transition"));
            assertThat(feed.statuses()).containsExactly("awaiting_user", "authorized", "fetching", "completed");
            JsonNode flow = riskflow.flow(link.flowId()).json();
            assertThat(feed.events().getLast().json().toString())
                    .isEqualTo(
                            "{\"flow_id\":\"%s\",\"seq\":4,\"status\":\"completed\",\"next\":\"read_report\",\"at\":%s}"
                                    .formatted(link.flowId(), flow.at("/transitions/3/at")));
        }
    }

    /** As it is told to who asks for the flow. */
    @Test
    void whoFollowsLateIsToldWhatIsNextNow() {
        Link link = riskflow.authorize(riskflow.startOngoing("late"));
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.change(
                link.flowId(),
                "UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED' WHERE flow_id = :flow");

        try (EventFeed feed = follow(link)) {
            assertThat(feed.awaitEnd().events())
                    .extracting(event -> event.member("next"))
                    .containsExactly("send_user_to_widget", "wait", "wait", "renew");
        }
        assertThat(riskflow.flow(link.flowId()).member("next")).isEqualTo("renew");
    }

    @Test
    void whoComesBackGoesOnFromTheLastEventThatHeSaw() {
        Link link = completed();

        assertThat(follow(link, "2").awaitEnd().ids()).containsExactly(3, 4);
        assertThat(follow(link, "0").awaitEnd().ids()).containsExactly(1, 2, 3, 4);
        assertThat(follow(link, "").awaitEnd().ids()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void whoHasSeenAllThereWillEverBeIsToldNotToComeBack() {
        Link link = completed();

        assertNothingComesAfter(link, "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "02", "-1", "+1", "1.0", "x", "4294967297", "99999999999999999999"})
    void anIdThatIsNoEventOfTheFlowIsRefused(String lastEventId) {
        EventFeed feed = follow(completed(), lastEventId);

        assertThat(feed.status()).isEqualTo(400);
        assertThat(feed.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(feed.text())
                .contains("urn:riskflow:problem:bad-request", "Last-Event-ID")
                .doesNotContain("data:");
    }

    @Test
    void anotherClientsFlowIsNotFound() {
        Link link = riskflow.startOneTime();

        EventFeed foreign = riskflow.otherShop().follow(path(link));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.text()).contains("urn:riskflow:problem:not-found");
        try (EventFeed office = riskflow.office().follow(path(link))) {
            assertThat(office.awaitEvents(1).statuses()).containsExactly("awaiting_user");
        }
    }

    @Test
    void aFailureThatAnotherCodeMayUndoEndsNothing() {
        Link link = riskflow.startOneTime();
        riskflow.browse(link.fail());
        try (EventFeed feed = follow(link)) {
            feed.awaitEvents(2).awaitHeartbeats(1);
            riskflow.authorize(link);

            assertThat(feed.awaitEnd().statuses())
                    .containsExactly("awaiting_user", "failed", "authorized", "fetching", "completed");
            assertThat(feed.events().get(1).member("reason")).isEqualTo("provider_reported");
            assertThat(feed.events().get(1).member("next")).isEqualTo("start_new_flow");
        }
    }

    /** The provider has deleted its data by then, so that nothing is left to try. */
    @Test
    void aOneTimeFlowThatFailedAfterItsHourIsAtItsEnd() {
        Link link = waitingForItsReport(riskflow.startOneTime());
        try (EventFeed feed = follow(link)) {
            feed.awaitEvents(3);
            rows.change(link.flowId(), """
                    UPDATE flow SET returned_at = returned_at - interval '65 minutes',
                           deadline_at = deadline_at - interval '65 minutes'
                     WHERE flow_id = :flow
                    """);
            rows.hurry(link.flowId());

            assertThat(feed.awaitEnd().events().getLast().member("reason")).isEqualTo("report_unavailable");
        }
        assertNothingComesAfter(link, "4");
    }

    /** Its tokens are still there: the back office may try again, and does. */
    @Test
    void aFailureThatTheBackOfficeMayUndoEndsNothing() {
        Link link = waitingForItsReport(riskflow.startOngoing("u"));
        try (EventFeed feed = follow(link)) {
            giveUp(link);
            feed.awaitEvents(4).awaitHeartbeats(2);
            try (EventFeed late = follow(link, "4")) {
                assertThat(late.awaitHeartbeats(2).isOpen()).isTrue();
                provider.trouble().clear();
                assertThat(riskflow.office()
                                .post("/risk-flows/" + link.flowId() + "/retry", "")
                                .status())
                        .isEqualTo(202);

                assertThat(late.awaitEnd().statuses()).containsExactly("fetching", "completed");
            }
            assertThat(feed.awaitEnd().statuses())
                    .containsExactly("awaiting_user", "authorized", "fetching", "failed", "fetching", "completed");
        }
    }

    @Test
    void aFailureIsTheEndOnceWhatCouldUndoItIsLost() {
        Link link = waitingForItsReport(riskflow.startOngoing("u"));
        try (EventFeed feed = follow(link)) {
            giveUp(link);
            feed.awaitEvents(4).awaitHeartbeats(2);
            rows.change(link.flowId(), """
                    UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'LOST_IN_ROTATION', access_expires_at = now()
                     WHERE flow_id = :flow
                    """);

            assertThat(feed.awaitEnd().ids()).containsExactly(1, 2, 3, 4);
        }
        assertNothingComesAfter(link, "4");
    }

    @Test
    void lostAccessIsTheEnd() {
        Link link = waitingForItsReport(riskflow.startOngoing("u"));
        try (EventFeed feed = follow(link)) {
            feed.awaitEvents(3);
            provider.revoke(link.flowId());
            provider.trouble().clear();
            rows.change(link.flowId(), """
                    UPDATE token_grant SET access_expires_at = now(), refresh_at = now() WHERE flow_id = :flow
                    """);
            rows.hurry(link.flowId());

            assertThat(feed.awaitEnd().events().getLast().member("reason")).isEqualTo("access_lost");
        }
        assertNothingComesAfter(link, "4");
    }

    @Test
    void anErasureIsTheEnd() {
        Link link = riskflow.startOneTime();
        try (EventFeed feed = follow(link).awaitEvents(1)) {
            assertThat(riskflow.admin()
                            .call("DELETE", "/risk-flows/" + link.flowId())
                            .status())
                    .isEqualTo(204);

            assertThat(feed.awaitEnd().wasCutOff()).isFalse();
        }
        assertThat(follow(link, "1").status()).isEqualTo(404);
    }

    /** However often it comes back with an old id: what was after it, and the end. */
    @Test
    void afterTheEndEachIsToldTheRestAndNoMore() {
        Link link = completed();
        for (int i = 0; i < 3; i++) {
            assertThat(follow(link, "2").awaitEnd().ids()).containsExactly(3, 4);
        }
        assertNothingComesAfter(link, "4");
    }

    /** As if what is counted could not be read. */
    @Test
    void whoCanNotBeToldTheRestIsNotKeptForEver() {
        Link link = cancelled();
        rows.age(link.flowId(), UNTIL_STREAMS_END);
        rows.change(link.flowId(), "UPDATE flow SET seq = 3 WHERE flow_id = :flow");

        EventFeed feed = follow(link);

        assertThat(feed.awaitEnd().ids()).containsExactly(1, 2);
        assertThat(feed.heartbeats()).as("patience").isPositive();
    }

    /** What would be an end, were it not for what came after it. */
    @Test
    void whatWasTriedAgainIsNoEnd() {
        Link link = riskflow.startOneTime();
        rows.change(link.flowId(), """
                INSERT INTO flow_transition (flow_id, seq, status, reason, at)
                VALUES (:flow, 2, 'FETCHING', NULL, now()), (:flow, 3, 'FAILED', 'DEADLINE_PASSED', now()),
                       (:flow, 4, 'FETCHING', NULL, now())
                """);
        try (EventFeed feed = follow(link)) {
            feed.awaitEvents(4).awaitHeartbeats(2);

            assertThat(feed.isOpen()).isTrue();
        }
    }

    @Test
    void anHourAfterTheLinksLifetimeItEnds() {
        Link link = cancelled();
        rows.age(link.flowId(), UNTIL_STREAMS_END.minusSeconds(3));
        try (EventFeed feed = follow(link)) {
            assertThat(feed.awaitEvents(2).isOpen()).isTrue();
            assertThat(feed.awaitEnd().ids()).containsExactly(1, 2);
        }
        assertNothingComesAfter(link, "2");
        assertThat(follow(link, "1").awaitEnd().ids())
                .as("what he has not seen")
                .containsExactly(2);
    }

    @Test
    void aLongLifeIsSentInOrderToEachOfItsFollowers() {
        Link link = riskflow.startOneTime();
        try (EventFeed early = follow(link)) {
            early.awaitEvents(1);
            plantTransitions(link, 350);
            long begun = System.nanoTime();
            try (EventFeed late = follow(link, "")) {
                List<Integer> all = IntStream.rangeClosed(1, 350).boxed().toList();
                assertThat(late.awaitEvents(350).ids()).isEqualTo(all);
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .as("one batch after the other: with five seconds between them, it would be ten or more")
                        .isLessThan(Duration.ofSeconds(8));
                assertThat(early.awaitEvents(350).ids()).isEqualTo(all);
            }
        }
    }

    @Test
    void silenceIsBrokenByHeartbeats() {
        try (EventFeed feed = follow(riskflow.startOneTime())) {
            feed.awaitHeartbeats(3);
            assertThat(feed.ids()).containsExactly(1);
        }
    }

    @Test
    void whoAsksForTheHeadIsNotKeptWaiting() {
        Reply reply = riskflow.shop().call("HEAD", path(riskflow.startOneTime()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
    }

    @Test
    void aCallbackIsSeenOnceHoweverOftenItComes() {
        Link link = riskflow.startOneTime();
        try (EventFeed feed = follow(link)) {
            CallbackUri callback = CallbackUri.of(link.cancel());
            riskflow.nobody().get(callback.path());
            riskflow.nobody().get(callback.path());
            feed.awaitEvents(2).awaitHeartbeats(2);

            assertThat(feed.statuses()).containsExactly("awaiting_user", "cancelled");
        }
    }

    private void assertNothingComesAfter(Link link, String lastEventId) {
        try (EventFeed feed = follow(link, lastEventId)) {
            assertThat(feed.status()).isEqualTo(204);
            assertThat(feed.text()).isEmpty();
        }
    }

    private EventFeed follow(Link link, String... lastEventId) {
        return lastEventId.length == 0
                ? riskflow.shop().follow(path(link))
                : riskflow.shop().follow(path(link), "Last-Event-ID", lastEventId[0]);
    }

    private static String path(Link link) {
        return "/risk-flows/" + link.flowId() + "/events";
    }

    /** One that does not expire. */
    private Link cancelled() {
        Link link = riskflow.startOneTime();
        riskflow.browse(link.cancel());
        return link;
    }

    private Link completed() {
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");
        return link;
    }

    /** Tokens are stored, and the provider is not ready. */
    private Link waitingForItsReport(Link link) {
        Misfortune.always(provider, link, Operation.FETCH_REPORT, Mishap.notReady());
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());
        return link;
    }

    /** Its deadline passes. */
    private void giveUp(Link link) {
        rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
        rows.hurry(link.flowId());
        riskflow.awaitStatus(link.flowId(), "failed");
    }

    /** Back and forth, until there are so many. */
    private void plantTransitions(Link link, int count) {
        rows.change(link.flowId(), """
                INSERT INTO flow_transition (flow_id, seq, status, at)
                SELECT :flow, i, CASE i % 2 WHEN 0 THEN 'CANCELLED' ELSE 'AUTHORIZED' END, now()
                  FROM generate_series(2, COUNT) i
                """.replace("COUNT", Integer.toString(count)));
    }
}
