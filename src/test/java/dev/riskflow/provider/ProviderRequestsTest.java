package dev.riskflow.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.riskflow.provider.ProviderUnderTest.ACCESS_TOKEN;
import static dev.riskflow.provider.ProviderUnderTest.FLOW;
import static dev.riskflow.provider.ProviderUnderTest.REDIRECT_URI;
import static dev.riskflow.provider.ProviderUnderTest.STATE;
import static dev.riskflow.provider.ProviderUnderTest.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is sent, to the letter of the contract. */
class ProviderRequestsTest {

    @RegisterExtension
    static final WireMockExtension server = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("client-1:client-secret".getBytes(StandardCharsets.UTF_8));

    @Test
    void oneTimeLinkWithoutOptionsSendsNoNulls() {
        answer(201, "201.link.json");
        try (var provider = ProviderUnderTest.at(server.baseUrl())) {
            WidgetLink link = provider.createLink();

            assertThat(link.id()).isEqualTo(FLOW);
            assertThat(link.location().reveal()).isEqualTo("https://widget.provider.example/?token=widget-secret");
        }
        verifyOnly(basicJson("/onetime/risk-report", """
                {"redirect_uri": "https://riskflow.example/callback?a=b&c=d", "state": "state-secret"}
                """));
    }

    @Test
    void ongoingLinkWithEverything() {
        answer(201, "201.link.json");
        var request = new WidgetLinkRequest(
                FlowType.ONGOING,
                REDIRECT_URI,
                STATE,
                "user-1",
                "en",
                "Erika Müller",
                12,
                List.of(
                        new WidgetLinkRequest.Account("DE02120300000000202051", "EUR"),
                        new WidgetLinkRequest.Account("1234567", null)),
                List.of("Giro account", "Savings account"),
                false,
                true);
        try (var provider = ProviderUnderTest.at(server.baseUrl())) {
            assertThat(provider.port().createWidgetLink(request).id()).isEqualTo(FLOW);
        }
        verifyOnly(basicJson("/ongoing/risk-report", """
                {"redirect_uri": "https://riskflow.example/callback?a=b&c=d", "state": "state-secret",
                 "user_id": "user-1", "language": "en", "name": "Erika Müller", "reporting_period": 12,
                 "accounts": [{"id": "DE02120300000000202051", "currency": "EUR"}, {"id": "1234567"}],
                 "account_types": ["Giro account", "Savings account"],
                 "allow_multi_selection": false, "save_secrets": true}
                """));
    }

    @Test
    void exchange() {
        answer(200, "200.tokens.json");
        try (var provider = ProviderUnderTest.at(server.baseUrl())) {
            assertThat(provider.exchange().accessToken()).isEqualTo(ACCESS_TOKEN);
        }
        verifyOnly(basicJson("/auth/token", """
                {"grant_type": "authorization_code", "code": "code-secret",
                 "redirect_uri": "https://riskflow.example/callback?a=b&c=d"}
                """));
    }

    @Test
    void refresh() {
        answer(200, "200.tokens.json");
        try (var provider = ProviderUnderTest.at(server.baseUrl())) {
            assertThat(provider.refresh().accessToken()).isEqualTo(ACCESS_TOKEN);
        }
        verifyOnly(basicJson("/auth/token", """
                {"grant_type": "refresh_token", "refresh_token": "refresh-secret"}
                """));
    }

    @Test
    void reportWithBearerToken() {
        answer(200, "200.report.json");
        try (var provider = ProviderUnderTest.at(server.baseUrl())) {
            assertThat(provider.fetchReport().json()).isEqualTo(fixture("200.report.json"));
        }
        verifyOnly(getRequestedFor(urlEqualTo("/rest/risk-reports/flow-1"))
                .withHeader("Authorization", equalTo("Bearer access-secret"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Accept-Encoding", equalTo("identity")));
    }

    @Test
    void offersNoUpgradeFromHttp11() {
        answer(200, "200.report.json");
        try (var provider = ProviderUnderTest.at(server.baseUrl())) {
            provider.fetchReport();
        }
        verifyOnly(getRequestedFor(urlEqualTo("/rest/risk-reports/flow-1"))
                .withHeader("Upgrade", absent())
                .withHeader("HTTP2-Settings", absent()));
    }

    @Test
    void pathsAreAppendedToThePathOfTheBaseUrl() {
        answer(200, "200.report.json");
        for (String baseUrl : List.of(server.baseUrl() + "/finx/v1", server.baseUrl() + "/finx/v1/")) {
            server.resetRequests();
            try (var provider = ProviderUnderTest.at(baseUrl)) {
                provider.fetchReport();
            }
            verifyOnly(getRequestedFor(urlEqualTo("/finx/v1/rest/risk-reports/flow-1")));
        }
    }

    @Test
    void theApplicationsOwnJsonSettingsChangeNothing() {
        answer(200, "200.tokens.json");
        try (var provider = ProviderUnderTest.at(
                server.baseUrl(),
                "spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE",
                "spring.jackson.default-property-inclusion=always")) {
            provider.refresh();
        }
        verifyOnly(basicJson("/auth/token", """
                {"grant_type": "refresh_token", "refresh_token": "refresh-secret"}
                """));
    }

    private static void answer(int status, String fixture) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(fixture(fixture))));
    }

    private static RequestPatternBuilder basicJson(String path, String body) {
        return postRequestedFor(urlEqualTo(path))
                .withHeader("Authorization", equalTo(BASIC))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Accept-Encoding", equalTo("identity"))
                .withRequestBody(equalToJson(body));
    }

    private static void verifyOnly(RequestPatternBuilder request) {
        server.verify(1, WireMock.anyRequestedFor(anyUrl()));
        server.verify(1, request);
    }
}
