package dev.riskflow.packaged;

import static dev.riskflow.environment.SandboxClients.OFFICE;
import static dev.riskflow.environment.SandboxClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.sandbox.SandboxUser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One person's way from the link to the report. */
final class Journey {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final Deployment deployment;
    private final String flowId;
    private final String location;
    private @Nullable URI callback;

    private Journey(Deployment deployment, String flowId, String location) {
        this.deployment = deployment;
        this.flowId = flowId;
        this.location = location;
    }

    /** Somebody asked for a one-time report, and the shop knows their name and account. */
    static Journey oneTime(Deployment deployment, Person person) {
        return begin(deployment, person, "\"type\": \"one_time\"");
    }

    /** The same; the shop will confirm that it was them who came back. */
    static Journey toBeConfirmed(Deployment deployment, Person person) {
        return begin(deployment, person, "\"type\": \"one_time\", \"binding\": \"confirm\"");
    }

    static Journey ongoing(Deployment deployment, Person person) {
        return begin(deployment, person, "\"type\": \"ongoing\", \"user_id\": \"" + person.userId() + "\"");
    }

    private static Journey begin(Deployment deployment, Person person, String members) {
        deployment.disclosures().add(person);
        var answer = deployment.api().post(SHOP, "/risk-flows", """
                {%s, "name": "%s", "accounts": [{"id": "%s"}], "language": "de"}
                """.formatted(members, person.name(), person.iban()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode link = JSON.readTree(answer.body());
        return new Journey(
                deployment,
                link.required("flow_id").asString(),
                link.required("location").asString());
    }

    String flowId() {
        return flowId;
    }

    String location() {
        return location;
    }

    /** Walks the widget to its end, where the browser learns the code. */
    URI finishWidget() {
        URI end = SandboxUser.finish(location);
        deployment.disclosures().addState(end);
        callback = end;
        return end;
    }

    /** The browser comes back, and the shop confirms with what it brings; but first in ways that are refused. */
    void comeBackConfirmed() {
        URI returnUrl = comeBack();
        String proof = UriComponentsBuilder.fromUri(returnUrl)
                .build()
                .getQueryParams()
                .getOrDefault("confirmation", List.of())
                .getFirst();
        deployment.disclosures().add("confirmation", proof);
        assertThat(confirm("{\"confirmation\": \"%s=\"}".formatted(proof))).isEqualTo(400);
        assertThat(confirm("{\"confirmation\": [\"%s\"]}".formatted(proof))).isEqualTo(400);
        assertThat(confirm("{\"confirmation\": \"%s\"}".formatted("A".repeat(43))))
                .isEqualTo(403);
        assertThat(confirm("{\"confirmation\": \"%s\"}".formatted(proof))).isEqualTo(200);
    }

    private int confirm(String body) {
        return deployment
                .api()
                .post(SHOP, "/risk-flows/" + flowId + "/confirmation", body)
                .statusCode();
    }

    /** The browser follows the provider's redirect; where it is sent on to. */
    URI comeBack() {
        URI uri = callback == null ? finishWidget() : callback;
        var answer = deployment.api().browse(uri);
        assertThat(answer.statusCode()).as("callback").isEqualTo(303);
        String where = answer.headers().firstValue("Location").orElse("");
        assertThat(where).contains("flow_id=" + flowId, "status=");
        return URI.create(where);
    }

    /** The flow as the frontend sees it, once nothing more will happen by itself. */
    JsonNode awaitEnd() {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        this::status,
                        flow -> Set.of("completed", "failed", "cancelled")
                                .contains(flow.required("status").asString()));
    }

    /** A page follows it with a ticket, which is tried with another flow as well. */
    void follow(Journey other) {
        var answer = deployment.api().post(SHOP, "/risk-flows/" + flowId + "/tickets", "");
        String ticket = JSON.readTree(answer.body()).required("ticket").asString();
        deployment.disclosures().add("ticket", ticket);
        assertThat(deployment
                        .api()
                        .browse("/risk-flows/" + flowId + "/events?ticket=" + ticket)
                        .body())
                .contains("\"status\":\"completed\"");
        assertThat(deployment
                        .api()
                        .browse("/risk-flows/" + other.flowId + "/events?ticket=" + ticket)
                        .statusCode())
                .isEqualTo(401);
    }

    JsonNode status() {
        return JSON.readTree(deployment.api().get(SHOP, "/risk-flows/" + flowId).body());
    }

    /** What the back office gets: the answer's text, not read by a library that might round a number. */
    String report() {
        var answer = deployment.api().get(OFFICE, "/risk-reports/" + flowId);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        deployment.disclosures().addReport(JSON.readTree(answer.body()).required("document"));
        return answer.body();
    }

    /** It completed, and what the provider serves is what was stored, to the letter. */
    void assertReported() {
        assertThat(awaitEnd().required("status").asString()).isEqualTo("completed");
        String served = deployment.provider().report(flowId);
        assertThat(served).contains("12.30");
        assertThat(report()).contains("\"document\":" + served);
    }
}
