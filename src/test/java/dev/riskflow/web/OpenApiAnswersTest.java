package dev.riskflow.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Caller;
import dev.riskflow.environment.EventFeed;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Real answers are as the API's description says: a client that was made from it can read them. */
@RiskflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiAnswersTest {

    private static final String FLOW = "/risk-flows/{flow_id}";
    private static final String REPORT = "/risk-reports/{flow_id}";

    private final Riskflow riskflow;
    private final String user = "user-" + UUID.randomUUID();
    private Description description = new Description(MissingNode.getInstance());
    private String flow = "";

    OpenApiAnswersTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @BeforeAll
    void aFlowIsCompleted() {
        description = new Description(riskflow.shop().get("/v3/api-docs").json());
        flow = riskflow.authorize(riskflow.startOngoing(user)).flowId();
        riskflow.awaitStatus(flow, "completed");
    }

    @Test
    void starting() {
        Caller shop = riskflow.shop();
        Reply started = shop.post("/risk-flows", "{\"type\": \"one_time\"}");
        String path = "/risk-flows/" + started.member("flow_id");

        description.assertKnows("post /risk-flows", 201, started);
        description.assertKnows("post /risk-flows", 400, shop.post("/risk-flows", "{\"type\": \"ongoing\"}"));
        description.assertKnows("post " + FLOW + "/tickets", 201, shop.post(path + "/tickets", ""));
        description.assertKnows("post " + FLOW + "/renewal", 201, shop.post("/risk-flows/" + flow + "/renewal", ""));
        description.assertKnows("delete " + FLOW, 204, riskflow.admin().call("DELETE", path));
    }

    @ParameterizedTest
    @CsvSource({
        "/risk-flows, /risk-flows",
        "/risk-flows/{flow_id}, /risk-flows/FLOW",
        "/risk-flows/{flow_id}/grant, /risk-flows/FLOW/grant",
        "/risk-reports, /risk-reports?user_id=USER",
        "/risk-reports.csv, /risk-reports.csv?user_id=USER",
        "/risk-reports/{flow_id}, /risk-reports/FLOW",
        "/risk-reports/{flow_id}/history, /risk-reports/FLOW/history",
        "/risk-reports/{flow_id}/history/{version}, /risk-reports/FLOW/history/1",
        "/access-log, /access-log",
        "/erasures, /erasures",
        "/users, /users?user_id=USER",
        "/users/{user_id}/export, /users/USER/export",
    })
    void reading(String described, String path) {
        String url = path.replace("FLOW", flow).replace("USER", user);

        description.assertKnows("get " + described, 200, riskflow.admin().get(url));
        description.assertKnows("get " + described, 401, riskflow.nobody().get(url));
    }

    @Test
    void readingAgainWhatIsUnchanged() {
        for (String path : new String[] {FLOW, REPORT, REPORT + "/history/{version}"}) {
            String url = path.replace("{flow_id}", flow).replace("{version}", "1");
            String tag = requireNonNull(riskflow.office().get(url).header("ETag"));

            description.assertKnows("get " + path, 304, riskflow.office().get(url, "If-None-Match", tag));
        }
    }

    @Test
    void theListLineByLine() {
        Reply lines = riskflow.office().get("/risk-reports?user_id=" + user, "Accept", "application/x-ndjson");
        assertThat(lines.text().lines()).hasSize(1);
        description.assertKnows("get /risk-reports", 200, lines);
    }

    @Test
    void fetchingNow() {
        description.assertKnows(
                "post " + REPORT + "/refresh", 200, riskflow.office().post("/risk-reports/" + flow + "/refresh", ""));
    }

    @Test
    void comingBack() {
        Link link = riskflow.startOneTime();
        String callback = link.finish().toString();

        description.assertKnows("head /callback", 204, riskflow.nobody().call("HEAD", callback));
        description.assertKnows("get /callback", 303, riskflow.nobody().get(callback));
        description.assertKnows("get /callback", 200, riskflow.nobody().get(callback, "Accept", "application/json"));
        description.assertKnows("get /callback", 400, riskflow.nobody().get("/callback"));
        for (String operation : new String[] {"get /callback", "head /callback"}) {
            JsonNode described = description.operation(operation);
            assertThat(described.path("security").isArray()).as(operation).isTrue();
            assertThat(described.path("security")).as(operation).isEmpty();
        }
        assertThat(names("get /callback"))
                .containsExactlyInAnyOrder("state", "flow_id", "success", "code", "cancel", "abort");
    }

    @Test
    void following() {
        String events = "/risk-flows/" + flow + "/events";
        String last;
        try (EventFeed feed = riskflow.office().follow(events).awaitEnd()) {
            last = feed.events().getLast().id();
        }

        description.assertKnows(
                "get " + FLOW + "/events", 204, riskflow.office().get(events, "Last-Event-ID", last));
        JsonNode described = description.operation("get " + FLOW + "/events");
        assertThat(described.at("/responses/200/content").propertyNames()).containsExactly("text/event-stream");
        assertThat(described.path("security").valueStream().flatMap(way -> way.propertyNames().stream()))
                .containsExactlyInAnyOrder("basic", "bearer", "ticket");
        JsonNode ticket = description.document().at("/components/securitySchemes/ticket");
        assertThat(ticket.path("in").asString() + " " + ticket.path("name").asString())
                .isEqualTo("query ticket");
    }

    private Stream<String> names(String operation) {
        return description
                .operation(operation)
                .path("parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asString());
    }
}
