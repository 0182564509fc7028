package dev.riskflow.packaged;

import static dev.riskflow.environment.SandboxClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;

/** A provider, or a gateway before it, whose errors repeat what they were sent: codes, tokens, names. */
final class EchoingProvider {

    private static final String ECHO = "echoOfASecretThatWasSent";

    private final Deployment deployment;

    EchoingProvider(Deployment deployment) {
        this.deployment = deployment;
        deployment.disclosures().add("the provider's echo", ECHO);
    }

    /** What is stored meanwhile. */
    String answersWithWhatItWasSent() {
        String page = "<html><h1>" + ECHO + "</h1></html>";
        trouble(Operation.START_FLOW, Mishap.answer(400, "application/json", "{\"error\": \"" + ECHO + "\"}"));
        trouble(Operation.START_FLOW, Mishap.answer(502, "text/html", page));
        trouble(Operation.START_FLOW, Mishap.answer(201, "text/html", page));
        for (int i = 0; i < 3; i++) {
            var refused = deployment.api().post(SHOP, "/risk-flows", "{\"type\": \"one_time\"}");
            assertThat(refused.statusCode()).as(refused.body()).isGreaterThanOrEqualTo(400);
        }
        return refused(Operation.EXCHANGE, "failed", """
                {"error": "invalid_grant", "error_description": "The code %s is spent"}
                """.formatted(ECHO))
                + refused(Operation.EXCHANGE, "completed", """
                {"error": "%s", "error_description": "%s"}
                """.formatted(ECHO, ECHO))
                + refused(Operation.FETCH_REPORT, "completed", """
                {"name": "%s", "message": "%s"}
                """.formatted(ECHO, ECHO));
    }

    /** What is stored of a flow whose call is refused with this error, before and after its end. */
    private String refused(Operation operation, String end, String error) {
        Journey journey = Journey.oneTime(deployment, Person.first());
        trouble(operation, Mishap.answer(400, "application/json", error));
        journey.comeBack();
        String underWay = deployment.tables().text();
        assertThat(journey.awaitEnd().required("status").asString()).isEqualTo(end);
        deployment.api().post(SHOP, "/risk-flows/" + journey.flowId() + "/retry", "");
        return underWay + deployment.tables().text();
    }

    private void trouble(Operation operation, Mishap mishap) {
        deployment.provider().trouble().next(operation, mishap);
    }
}
