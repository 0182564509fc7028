package dev.riskflow.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.sandbox.SandboxClient.Started;
import dev.riskflow.sandbox.SandboxClient.Tokens;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TokenEndpointTest extends SandboxTestBase {

    @Test
    void aCodeBuysLongTokensAndSaysHowLongTheyLive() throws Exception {
        URI callback = provider.finish(client.start().id());

        HttpResponse<String> answer = client.exchange(callback);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = SandboxClient.json(answer);
        assertThat(body.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(body.get("expires_in").asInt()).isEqualTo(3600);
        assertThat(body.get("scope").asString()).isNotBlank();
        assertThat(body.get("access_token").asString()).hasSizeGreaterThan(4096);
        assertThat(body.get("refresh_token").asString()).hasSizeGreaterThan(4096);
    }

    @Test
    void aCodeHasCharactersThatMustBeEncoded() throws Exception {
        URI callback = provider.finish(client.start().id());

        String code = SandboxClient.code(callback);
        assertThat(code).contains("+", "/", "=").hasSizeGreaterThan(300);
        assertThat(callback.getRawQuery()).contains("code=" + URLEncoder.encode(code, StandardCharsets.UTF_8));
    }

    @Test
    void aCodeIsGoodOnceAndItsReuseKillsWhatItBought() throws Exception {
        Started flow = client.start();
        URI callback = provider.finish(flow.id());
        Tokens tokens = Tokens.of(client.exchange(callback));
        assertThat(client.report(flow.id(), tokens.access()).statusCode()).isEqualTo(200);

        assertRefused(client.exchange(callback));

        assertThat(client.report(flow.id(), tokens.access()).statusCode()).isEqualTo(401);
        assertRefused(client.refresh(tokens.refresh()));
        assertThat(provider.ledger().count(Operation.EXCHANGE, Outcome.REUSED_GRANT))
                .isEqualTo(1);
        assertThat(provider.ledger().revokedFamilies()).isEqualTo(1);
    }

    @Test
    void aCodeLivesOneHour() throws Exception {
        URI inTime = provider.finish(client.start().id());
        URI late = provider.finish(client.start().id());
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(client.exchange(inTime).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofMillis(1));

        assertRefused(client.exchange(late));
        assertThat(provider.ledger().count(Operation.EXCHANGE, Outcome.EXPIRED_GRANT))
                .isEqualTo(1);
    }

    @Test
    void theRedirectUriMustBeTheInitiations() throws Exception {
        String code = SandboxClient.code(provider.finish(client.start().id()));

        assertRefused(client.exchange(code, "https://app.example/elsewhere"));
        assertThat(client.exchange(code, SandboxClient.REDIRECT_URI).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUnknownCodeIsRefused() throws Exception {
        assertRefused(client.exchange("made-up", SandboxClient.REDIRECT_URI));
    }

    @Test
    void aFormIsNotRead() throws Exception {
        String code = SandboxClient.code(provider.finish(client.start().id()));
        String form = "grant_type=authorization_code&code=" + URLEncoder.encode(code, StandardCharsets.UTF_8)
                + "&redirect_uri=" + URLEncoder.encode(SandboxClient.REDIRECT_URI, StandardCharsets.UTF_8);

        HttpResponse<String> answer = client.post(
                "/auth/token",
                form,
                "application/x-www-form-urlencoded",
                SandboxClient.basic(provider.clientId(), provider.clientSecret()));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(client.exchange(code, SandboxClient.REDIRECT_URI).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherClientGetsNothingAndSpendsNothing() throws Exception {
        String code = SandboxClient.code(provider.finish(client.start().id()));
        String body = Json.write(Json.object(
                "grant_type", "authorization_code", "code", code, "redirect_uri", SandboxClient.REDIRECT_URI));

        HttpResponse<String> answer =
                client.post("/auth/token", body, "application/json", SandboxClient.basic("other", "secret"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_client");
        assertThat(client.exchange(code, SandboxClient.REDIRECT_URI).statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyTheTwoGrantsAreKnown() throws Exception {
        HttpResponse<String> answer = client.post("/auth/token", "{\"grant_type\": \"password\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("unsupported_grant_type");
    }

    @Test
    void refusalsCanTakeTheProvidersOtherShape() throws Exception {
        provider.adjust(conduct -> conduct.withErrorShape(ErrorShape.PROVIDER));

        JsonNode body = SandboxClient.json(client.refresh("made-up"));

        assertThat(body.get("error").get("name").asString()).isEqualTo("invalid_grant");
        assertThat(body.get("status").asInt()).isEqualTo(400);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SandboxClient.json(answer).get("error").asString()).isEqualTo("invalid_grant");
    }
}
