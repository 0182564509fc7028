package dev.riskflow.packaged;

import static dev.riskflow.environment.SandboxClients.SHOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EnvironmentVariables;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** What is refused, with something in it that nobody may repeat. */
final class BadInput {

    private final Deployment deployment;
    private final Api api;

    BadInput(Deployment deployment) {
        this.deployment = deployment;
        api = deployment.api();
    }

    /** Bound to its browser, and renewed: all that a link's secrets are. */
    void repeatedStart() {
        String body = """
                {"type": "ongoing", "user_id": "%s", "name": "%s", "binding": "browser"}
                """.formatted(Person.second().userId(), Person.second().name());
        String key = UUID.randomUUID().toString().replace("-", "");
        deployment.disclosures().add("Idempotency-Key", key);
        var first = api.post(SHOP, "/risk-flows", body, key);
        var again = api.post(SHOP, "/risk-flows", body, key);
        assertThat(again.body()).isEqualTo(first.body());
        var other = api.post(SHOP, "/risk-flows", body.replace("browser", "none"), key);
        assertThat(other.statusCode()).as(other.body()).isEqualTo(422);
        var renewal = api.post(SHOP, first.headers().firstValue("Location").orElseThrow() + "/renewal", "");
        for (var answer : List.of(first, renewal)) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
            deployment.disclosures().add("browser's key", cookie.split("[=;]", 3)[1]);
        }
    }

    /** Refusals tempt a library to repeat what it refuses. */
    void requests() {
        Person person = Person.first();
        String invalid = """
                {"type": "ongoing", "user_id": "%s\\u0007", "name": "%s\\u0007", "accounts": [{"id": "%s\\u0007"}]}
                """.formatted(person.userId(), person.name(), person.iban());
        String unreadable = "{\"type\": \"%s\"}".formatted(person.name());
        String unknown = "{\"type\": \"one_time\", \"%s\": 1}".formatted(person.iban());
        String broken = "{\"name\": \"%s\", %s".formatted(person.name(), person.iban());
        for (String body : new String[] {invalid, unreadable, unknown, broken}) {
            assertThat(api.post(SHOP, "/risk-flows", body).statusCode()).isEqualTo(400);
        }
    }

    /** Somebody's other secret, typed in here. */
    void credentials() {
        String secret = "aSecretOfAnotherService4711";
        deployment.disclosures().add("somebody's secret", secret);
        byte[] asName = (secret + ":x").getBytes(UTF_8);
        byte[] asSecret = (EnvironmentVariables.withoutDashes(SHOP) + ":" + secret).getBytes(UTF_8);
        for (String authorization : List.of(
                "Bearer " + secret,
                "Basic " + secret,
                "Basic " + Base64.getEncoder().encodeToString(asName),
                "Basic " + Base64.getEncoder().encodeToString(asSecret))) {
            assertThat(api.getAs(authorization, "/risk-flows").statusCode()).isEqualTo(401);
        }
    }

    void callbacks(URI callback) {
        String twice = callback + "&" + callback.getRawQuery();
        String wrongFlow = callback.toString().replace("flow_id=", "flow_id=x");
        for (String refused : new String[] {twice, wrongFlow}) {
            assertThat(api.browse(URI.create(refused)).statusCode()).isEqualTo(400);
        }
    }
}
