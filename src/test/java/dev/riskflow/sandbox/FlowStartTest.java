package dev.riskflow.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowStartTest extends SandboxTestBase {

    @Test
    void theProvidersOwnSampleWithItsStringsIsAccepted() throws Exception {
        HttpResponse<String> answer = client.post("/onetime/risk-report", """
                {"redirect_uri": "https://app.example/callback", "state": "abc", "language": "de",
                 "name": "Max Mustermann", "reporting_period": "12", "allow_multi_selection": "true",
                 "accounts": [{"id": "DE11520513735120710131", "currency": "EUR"}],
                 "account_types": ["Giro account"], "not_known": {"to": "us"}}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        String id = SandboxClient.json(answer).get("id").asString();
        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(SandboxClient.json(answer).get("location").asString())
                .startsWith(provider.baseUrl() + "/widget/")
                .doesNotContain(id)
                .hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onetime", "ongoing"})
    void withoutRedirectUriNothingStarts(String type) throws Exception {
        assertThat(client.post("/" + type + "/risk-report", "{\"user_id\": \"u\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void onlyAnOngoingFlowNeedsTheUser() throws Exception {
        String body = "{\"redirect_uri\": \"https://app.example/callback\"}";

        assertThat(client.post("/ongoing/risk-report", body).statusCode()).isEqualTo(400);
        assertThat(client.post("/onetime/risk-report", body).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"many\"", "\"0\"", "-3"})
    void aPeriodThatIsNoneIsRefused(String period) throws Exception {
        String body = "{\"redirect_uri\": \"https://app.example/callback\", \"reporting_period\": " + period + "}";

        assertThat(client.post("/onetime/risk-report", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "", "{\"redirect_uri\": ", "null"})
    void whatIsNoJsonObjectIsRefused(String body) throws Exception {
        assertThat(client.post("/onetime/risk-report", body).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyOurClientMayStart() throws Exception {
        HttpResponse<String> answer = client.post(
                "/onetime/risk-report",
                "{\"redirect_uri\": \"https://app.example/callback\"}",
                "application/json",
                SandboxClient.basic("sandbox-client", "wrong"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(provider.ledger().count(Operation.START_FLOW, Outcome.INVALID_CLIENT))
                .isEqualTo(1);
    }
}
