package dev.riskflow.flow.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code GET /risk-flows}. Each test has a user of its own, and sees that user's flows only. */
@RiskflowTest
class FlowListTest {

    private final Riskflow riskflow;
    private final Rows rows;
    private final String user = UUID.randomUUID().toString();

    FlowListTest(Riskflow riskflow, Rows rows) {
        this.riskflow = riskflow;
        this.rows = rows;
    }

    @Test
    void nothingChangesAfterTheLastTimeThatIsKnown() {
        assertThat(ids(riskflow.shop().get("/risk-flows?updated_after=9999-12-31T23:59:59Z")))
                .isEmpty();
    }

    @Test
    void aSummaryTellsWhatTheFlowDoesButItsTransitions() {
        Link link = riskflow.authorize(riskflow.startOngoing(user));
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.change(link.flowId(), "UPDATE flow SET consent_until = '2099-01-01T00:00:00Z' WHERE flow_id = :flow");

        JsonNode summary = list(riskflow.shop(), "").json().path("flows").path(0);
        JsonNode flow = riskflow.flow(link.flowId()).json();
        assertThat(summary.path("client").asString()).isEqualTo("demo-shop");
        assertThat(summary.path("consent_until").asString()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(summary.path("attention").isEmpty()).isTrue();
        summary.propertyStream()
                .filter(member ->
                        !List.of("client", "consent_until", "attention").contains(member.getKey()))
                .forEach(member ->
                        assertThat(member.getValue()).as(member.getKey()).isEqualTo(flow.path(member.getKey())));
        assertThat(summary.propertyNames())
                .contains("flow_id", "type", "user_id", "binding", "status", "next", "created_at", "updated_at")
                .contains("expires_at", "returned_at", "deadline_at");
    }

    @Test
    void aFrontendSeesItsOwnAndTheBackOfficeAll() {
        Link own = riskflow.startOngoing(user);
        String foreign = riskflow.otherShop()
                .post("/risk-flows", "{\"type\": \"ongoing\", \"user_id\": \"%s\"}".formatted(user))
                .member("flow_id");
        assertThat(ids(list(riskflow.shop(), ""))).containsExactly(own.flowId());
        assertThat(ids(list(riskflow.otherShop(), ""))).containsExactly(foreign);
        assertThat(ids(list(riskflow.office(), ""))).containsExactly(foreign, own.flowId());
        assertThat(ids(list(riskflow.admin(), "&client=demo-shop"))).containsExactly(own.flowId());
        assertThat(ids(riskflow.otherShop().get("/risk-flows?limit=200"))).doesNotContain(own.flowId());
        assertThat(ids(riskflow.otherShop().get("/risk-flows?limit=200&updated_after=1970-01-01T00:00:00Z")))
                .doesNotContain(own.flowId());
    }

    @Test
    void pagesStayTheSameWhileNewFlowsArrive() {
        List<String> started = IntStream.range(0, 5)
                .mapToObj(i -> riskflow.startOngoing(user).flowId())
                .toList();
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = list(riskflow.shop(), "&limit=2" + cursor);
            paged.addAll(ids(page));
            cursor = page.json().has("next_cursor") ? "&cursor=" + page.member("next_cursor") : "";
            riskflow.startOngoing(user);
        } while (!cursor.isEmpty());
        assertThat(paged).containsExactlyElementsOf(started.reversed());
    }

    @Test
    void filters() {
        Link waiting = riskflow.startOngoing(user);
        Link cancelled = riskflow.startOngoing(user);
        riskflow.browse(cancelled.cancel());
        assertThat(ids(list(riskflow.shop(), "&status=cancelled"))).containsExactly(cancelled.flowId());
        assertThat(ids(list(riskflow.shop(), "&status=awaiting_user&type=ongoing")))
                .containsExactly(waiting.flowId());
        assertThat(ids(list(riskflow.shop(), "&type=one_time"))).isEmpty();
        assertThat(ids(list(riskflow.shop(), "&attention=any"))).isEmpty();
        rows.change(cancelled.flowId(), """
                INSERT INTO token_grant (flow_id, type, state, generation, quarantine, next_attempt_at, redirect_uri)
                VALUES (:flow, 'ONGOING', 'IN_DOUBT', 1, '1 day', 'infinity', '')
                """);
        assertThat(ids(list(riskflow.shop(), "&attention=in_doubt"))).containsExactly(cancelled.flowId());
        assertThat(ids(list(riskflow.shop(), "&attention=true"))).containsExactly(cancelled.flowId());
        assertThat(ids(riskflow.shop().get("/risk-flows?attention=any&status=cancelled")))
                .contains(cancelled.flowId());
        assertThat(list(riskflow.shop(), "&attention=any").text()).contains("\"attention\":[\"in_doubt\"]");
    }

    @Test
    void changesAreFollowedFromCursorToCursor() {
        Link one = riskflow.startOngoing(user);
        Link other = riskflow.startOngoing(user);
        Reply begin = list(riskflow.shop(), "&updated_after=2026-01-01T00:00:00Z&limit=1");
        assertThat(ids(begin)).containsExactly(one.flowId());
        Reply next = list(riskflow.shop(), "&cursor=" + begin.member("next_cursor"));
        assertThat(ids(next)).containsExactly(other.flowId());
        Reply nothing =
                list(riskflow.shop(), "&updated_after=2026-01-01T00:00:00Z&cursor=" + next.member("next_cursor"));
        assertThat(ids(nothing)).isEmpty();
        riskflow.browse(one.cancel());
        Reply changed = list(riskflow.shop(), "&status=cancelled&cursor=" + nothing.member("next_cursor"));
        assertThat(ids(changed)).containsExactly(one.flowId());
        assertThat(changed.member("next_cursor")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=0                             | limit must be from 1 to 200
            limit=201                           | limit must be from 1 to 200
            limit=ten                           | limit is malformed
            cursor=                             | cursor must not be empty
            cursor=c.                           | cursor is not one that this list gave out
            cursor=c.eCB4                       | cursor is not one that this list gave out
            cursor=c.MDAwMS0wMS0wMVQwMDowMDowMFo | cursor is not one that this list gave out
            cursor=MjAyNi0wMS0wMVQwMDowMDowMFogYQ&updated_after=2026-01-01T00:00:00Z | cursor is not one that this list gave out
            status=done                         | status must be one of awaiting_user, awaiting_confirmation, authorized, fetching, completed, cancelled, failed, expired
            status=Failed                       | status must be one of awaiting_user, awaiting_confirmation, authorized, fetching, completed, cancelled, failed, expired
            status=                             | status must be one of awaiting_user, awaiting_confirmation, authorized, fetching, completed, cancelled, failed, expired
            status=failed&status=expired        | status may be given once only
            type=one-time                       | type must be one of one_time, ongoing
            attention=all                       | attention must be one of reauthorize, consent_ending, in_doubt, deadline_near, any
            user_id=                            | user_id must not be empty
            user_id=a%00b                       | user_id must not be empty
            client=demo-shop                    | client is not a parameter of this call
            updated_after=yesterday             | updated_after must be a day, as 2026-03-31, or a time, as 2026-03-31T12:00:00Z
            updated_after=                      | updated_after must be a day, as 2026-03-31, or a time, as 2026-03-31T12:00:00Z
            updated_after=0001-01-01T00:00:00Z  | updated_after is too far away
            updated_after=2026-01-01T00:00:00Z&attention=any | attention does not go with updated_after: it changes without the flow
            stauts=failed                       | stauts is not a parameter of this call
            userId=a                            | userId is not a parameter of this call
            """)
    void whatMakesNoSenseIsRefusedByName(String query, String detail) {
        Reply reply = riskflow.shop().get("/risk-flows?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:bad-request");
        assertThat(reply.member("detail")).isEqualTo(detail);
    }

    private Reply list(Caller caller, String parameters) {
        return caller.get("/risk-flows?user_id=" + user + parameters);
    }

    private static List<String> ids(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json()
                .path("flows")
                .valueStream()
                .map(flow -> flow.path("flow_id").asString())
                .toList();
    }
}
