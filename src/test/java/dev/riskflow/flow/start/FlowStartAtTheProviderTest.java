package dev.riskflow.flow.start;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.riskflow.environment.FreePort;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the provider gets to see of a flow's start, to the letter; with a service that has no return URL configured. */
@RiskflowTest
class FlowStartAtTheProviderTest {

    /** Neither TLS nor this machine. */
    private static final String PUBLIC_URL = "http://flows.example.com/base";

    private final Riskflow riskflow;
    private final Rows rows;
    private final int port;

    FlowStartAtTheProviderTest(Riskflow riskflow, Rows rows, @Value("${provider.port}") int port) {
        this.riskflow = riskflow;
        this.rows = rows;
        this.port = port;
    }

    @DynamicPropertySource
    static void aProviderOfItsOwn(DynamicPropertyRegistry settings) {
        int port = FreePort.find();
        settings.add("provider.port", () -> port);
        settings.add("riskflow.provider.base-url", () -> "http://127.0.0.1:" + port);
        settings.add("riskflow.return-urls", () -> "");
        settings.add("riskflow.public-url", () -> PUBLIC_URL);
    }

    @Test
    void everyParameterIsPassedOn() {
        seen("""
                {"type": "ongoing", "user_id": "customer-7", "language": "fr", "name": "Ada Müller",
                 "reporting_period": "12", "allow_multi_selection": "true", "save_secrets": true,
                 "accounts": [{"id": "de89 3704 0044 0532 0130 00", "currency": "EUR"}, {"id": "0532 013000"}],
                 "account_types": ["Giro account", "Savings account"]}
                """, request -> {
            assertThat(request.getUrl()).isEqualTo("/ongoing/risk-report");
            ObjectNode body = body(request);
            assertThat(body.remove("state").asString()).hasSize(43);
            assertThat(body).isEqualTo(json("""
                            {"redirect_uri": "%s/callback", "user_id": "customer-7", "language": "fr",
                             "name": "Ada Müller", "reporting_period": 12,
                             "accounts": [{"id": "DE89370400440532013000", "currency": "EUR"}, {"id": "0532 013000"}],
                             "account_types": ["Giro account", "Savings account"],
                             "allow_multi_selection": true, "save_secrets": true}
                            """.formatted(PUBLIC_URL)));
        });
    }

    @Test
    void whatIsNotGivenIsNotSent() {
        seen("{\"type\": \"one_time\", \"language\": null}", request -> {
            assertThat(request.getUrl()).isEqualTo("/onetime/risk-report");
            assertThat(body(request).propertyNames()).containsExactlyInAnyOrder("redirect_uri", "state");
        });
    }

    @Test
    void withoutAReturnUrlTheBrowserEndsAtOurOwnPage() {
        seen("{\"type\": \"one_time\"}", request -> {
            JsonNode sent = body(request);
            Reply reply = riskflow.nobody()
                    .get("/callback?success=false&cancel=true&flow_id="
                            + rows.newestFlow()
                            + "&state="
                            + sent.path("state").asString());
            assertThat(reply.status()).isEqualTo(303);
            assertThat(reply.header("Location")).isEqualTo(PUBLIC_URL + "/return/" + rows.newestFlow());
        });
        assertThat(riskflow.shop().post("/risk-flows", """
                {"type": "one_time", "return_url": "https://shop.example.com/shop"}
                """).status()).isEqualTo(400);
    }

    @Test
    void aBindingThatNoBrowserWouldKeepIsRefused() {
        Reply reply = riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\", \"binding\": \"browser\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("errors").toString()).isEqualTo("""
                [{"field":"binding",\
                "message":"browser needs this service to be reached by https: set riskflow.public-url"}]""");
    }

    /** A page that relays the widget's message is told it; but a user who comes back elsewhere comes by redirect. */
    @Test
    void aConfirmationThatWouldReachNobodyIsRefused() {
        Reply reply = riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\", \"binding\": \"confirm\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).isEqualTo("""
                {"detail":"Nothing was done; see errors","instance":"/risk-flows","status":400,\
                "title":"Invalid request","type":"urn:riskflow:problem:invalid-request","errors":[{"field":"binding",\
                "message":"confirm needs a return URL: return_url, or the first of riskflow.return-urls"}]}""");
    }

    @Test
    void aRenewalAsksForTheSameWithAnotherState() {
        atTheProvider(provider -> {
            String body = """
                    {"type": "ongoing", "user_id": "customer-7", "language": "fr", "name": "Ada Müller",
                     "reporting_period": 24, "allow_multi_selection": false, "save_secrets": true,
                     "accounts": [{"id": "DE89 3704 0044 0532 0130 00", "currency": "EUR"}, {"id": "0532 013000"}],
                     "account_types": ["Giro account", "Savings account"]}
                    """;
            String flow = riskflow.shop().post("/risk-flows", body).member("flow_id");
            assertThat(riskflow.shop()
                            .call("POST", "/risk-flows/" + flow + "/renewal")
                            .status())
                    .isEqualTo(201);

            List<LoggedRequest> requests = provider.findAll(WireMock.anyRequestedFor(anyUrl()));
            assertThat(requests.stream().map(LoggedRequest::getUrl))
                    .containsExactly("/ongoing/risk-report", "/ongoing/risk-report");
            ObjectNode started = body(requests.getFirst());
            ObjectNode renewed = body(requests.getLast());
            assertThat(started.remove("state")).isNotEqualTo(renewed.remove("state"));
            assertThat(renewed).isEqualTo(started);
        });
    }

    @Test
    void aProviderThatCannotBeReachedHasCreatedNothing() {
        long before = rows.flowCount();
        Reply reply = riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\"}");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("5");
        assertThat(reply.text()).isEqualTo("""
                {"detail":"It could not be reached; nothing was created","instance":"/risk-flows","status":503,\
                "title":"The provider failed","type":"urn:riskflow:problem:provider-failed"}""");
        assertThat(rows.flowCount()).isEqualTo(before);
    }

    private void seen(String body, Consumer<LoggedRequest> check) {
        atTheProvider(provider -> {
            assertThat(riskflow.shop().post("/risk-flows", body).status()).isEqualTo(201);
            assertThat(provider.findAll(WireMock.anyRequestedFor(anyUrl())))
                    .singleElement()
                    .satisfies(check);
        });
    }

    private void atTheProvider(Consumer<WireMockServer> work) {
        WireMockServer provider = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .globalTemplating(true));
        provider.start();
        try {
            provider.stubFor(post(anyUrl()).willReturn(created().withBody("""
                    {"id": "{{randomValue type='UUID'}}", "location": "https://widget.example/1"}""")));
            work.accept(provider);
        } finally {
            provider.stop();
        }
    }

    private static ObjectNode body(LoggedRequest request) {
        return json(request.getBodyAsString());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
