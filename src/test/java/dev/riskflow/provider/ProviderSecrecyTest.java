package dev.riskflow.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.riskflow.provider.ProviderUnderTest.REDIRECT_URI;
import static dev.riskflow.provider.ProviderUnderTest.STATE;
import static dev.riskflow.provider.ProviderUnderTest.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.riskflow.secrets.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;

/** With every logger at its most talkative, neither log nor exception shows what it must not. */
@ExtendWith(OutputCaptureExtension.class)
class ProviderSecrecyTest {

    @RegisterExtension
    static final WireMockExtension server = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final LoggingSystem logging = LoggingSystem.get(ProviderSecrecyTest.class.getClassLoader());

    @AfterEach
    void quietAgain() {
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
    }

    @Test
    void successes(CapturedOutput output) {
        ProviderCall.CREATE_LINK.answeredWith(
                server, aResponse().withStatus(201).withBody(fixture("201.link.json")));
        server.stubFor(WireMock.post("/ongoing/risk-report")
                .willReturn(aResponse().withStatus(201).withBody(fixture("201.link.json"))));
        ProviderCall.REFRESH.answeredWith(server, aResponse().withStatus(200).withBody(fixture("200.tokens.json")));
        ProviderCall.FETCH_REPORT.answeredWith(
                server, aResponse().withStatus(200).withBody(fixture("200.report.json")));
        var person = new WidgetLinkRequest(
                FlowType.ONGOING,
                REDIRECT_URI,
                STATE,
                "user-secret",
                null,
                "name-secret",
                null,
                List.of(new WidgetLinkRequest.Account("iban-secret", null)),
                null,
                null,
                null);
        try (var provider = ProviderUnderTest.at(server.baseUrl())) {
            logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.TRACE);
            for (ProviderCall call : ProviderCall.values()) {
                call.make(provider);
            }
            provider.port().createWidgetLink(person);
        }

        assertThat(output.toString())
                .contains("Writing [TokenBody[", "Writing [WidgetLinkRequest[", "Resolved request attribute value")
                .contains("Provider call EXCHANGE flow=flow-1 status=200 ms=")
                .doesNotContain(
                        "client-secret",
                        base64OfClientCredentials(),
                        "code-secret",
                        "access-secret",
                        "refresh-secret",
                        "state-secret",
                        "widget-secret",
                        "user-secret",
                        "name-secret",
                        "iban-secret");
    }

    @Test
    void failures(CapturedOutput output) {
        try (var provider = ProviderUnderTest.at(server.baseUrl())) {
            logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.TRACE);
            for (ProviderCall call : ProviderCall.values()) {
                call.answeredWith(
                        server, aResponse().withStatus(400).withBody(fixture("400.invalid_grant.nested.json")));
                System.out.println(stackTrace(call.failure(provider)));
                call.answeredWith(server, aResponse().withStatus(502).withBody(fixture("502.gateway.html")));
                System.out.println(stackTrace(call.failure(provider)));
                call.answeredWith(server, aResponse().withStatus(200).withBody("{\"body-secret\":unquoted-secret}"));
                System.out.println(stackTrace(call.failure(provider)));
                call.answeredWith(server, aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
                System.out.println(stackTrace(call.failure(provider)));
            }
        }

        assertThat(output.toString())
                .contains("Provider call EXCHANGE flow=flow-1 status=400 failure=REJECTED error=invalid_grant")
                .contains("status=200 failure=UNREADABLE error=null retryAfter=null cause=malformed JSON")
                .doesNotContain("-secret", base64OfClientCredentials());
    }

    /** The JDK's client refuses such a header, and its message would repeat it. */
    @Test
    void aTokenThatFitsNoHeader(CapturedOutput output) {
        try (var provider = ProviderUnderTest.at(server.baseUrl())) {
            logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.TRACE);
            try {
                provider.port().fetchReport(ProviderUnderTest.FLOW, Secret.of("access\nsecret-token"));
            } catch (ProviderException e) {
                System.out.println(stackTrace(e));
            }
        }

        assertThat(output.toString())
                .contains("Provider call FETCH_REPORT failed")
                .doesNotContain("secret-token");
    }

    private static String base64OfClientCredentials() {
        return HttpHeaders.encodeBasicAuth("client-1", "client-secret", null);
    }

    private static String stackTrace(ProviderException failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
