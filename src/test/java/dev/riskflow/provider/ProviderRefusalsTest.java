package dev.riskflow.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.lessThanOrExactly;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.riskflow.provider.ProviderUnderTest.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.riskflow.provider.ProviderException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with another status than success: what they mean, and that none leads to a second request. */
class ProviderRefusalsTest {

    @RegisterExtension
    static final WireMockExtension server = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @SuppressWarnings("NullAway.Init")
    private static ProviderUnderTest provider;

    @BeforeAll
    static void start() {
        provider = ProviderUnderTest.at(server.baseUrl());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "401, REJECTED",
        "403, REJECTED",
        "404, REJECTED",
        "408, REJECTED",
        "410, REJECTED",
        "422, REJECTED",
        "429, RATE_LIMITED",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "301, UNAVAILABLE",
        "302, UNAVAILABLE",
        "303, UNAVAILABLE",
        "307, UNAVAILABLE",
        "308, UNAVAILABLE",
        "304, UNAVAILABLE"
    })
    void statusDecidesTheKind(int status, Kind kind) {
        for (ProviderCall call : ProviderCall.values()) {
            server.resetAll();
            call.answeredWith(
                    server, aResponse().withStatus(status).withHeader("Location", server.baseUrl() + "/elsewhere"));

            ProviderException failure = call.failure(provider);

            assertThat(failure.operation()).isEqualTo(call.operation);
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.error()).isNull();
            assertThat(failure.retryAfter()).isNull();
            server.verify(1, anyRequestedFor(anyUrl()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"400.invalid_grant.json", "400.invalid_grant.nested.json"})
    void bothErrorShapesTellTheReason(String body) {
        ProviderCall.REFRESH.answeredWith(server, aResponse().withStatus(400).withBody(fixture(body)));

        ProviderException failure = ProviderCall.REFRESH.failure(provider);

        assertThat(failure.error()).isEqualTo("invalid_grant");
        assertThat(failure.isInvalidGrant()).isTrue();
        assertThat(failure).hasNoCause().message().doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_request",
                "invalid_client",
                "invalid_grant",
                "unauthorized_client",
                "unsupported_grant_type",
                "invalid_scope"
            })
    void theCodesOfRfc6749AreKnown(String error) {
        ProviderCall.EXCHANGE.answeredWith(
                server, aResponse().withStatus(401).withBody("{\"error\":\"" + error + "\"}"));

        assertThat(ProviderCall.EXCHANGE.failure(provider).error()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"400.unknown_error.json", "400.unknown_error.nested.json", "502.gateway.html"})
    void anythingElseGivesNoReason(String body) {
        ProviderCall.REFRESH.answeredWith(server, aResponse().withStatus(400).withBody(fixture(body)));

        ProviderException failure = ProviderCall.REFRESH.failure(provider);

        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.error()).isNull();
        assertThat(failure).hasNoCause().message().doesNotContain("secret");
    }

    @Test
    void aGarbledContentTypeHidesNeitherStatusNorReason() {
        ProviderCall.REFRESH.answeredWith(
                server,
                aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", ";;/garbage")
                        .withBody(fixture("400.invalid_grant.json")));

        assertThat(ProviderCall.REFRESH.failure(provider).isInvalidGrant()).isTrue();
    }

    @Test
    void anInvalidGrantOutsideA4xxCondemnsNothing() {
        ProviderCall.REFRESH.answeredWith(
                server, aResponse().withStatus(500).withBody(fixture("400.invalid_grant.json")));

        assertThat(ProviderCall.REFRESH.failure(provider).isInvalidGrant()).isFalse();
    }

    @Test
    void aCutErrorBodyLeavesTheStatus() {
        ProviderCall.REFRESH.answeredWith(
                server,
                aResponse().withStatus(400).withHeader("Content-Length", "1000").withBody("{\"error\":"));

        ProviderException failure = ProviderCall.REFRESH.failure(provider);

        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.status()).isEqualTo(400);
    }

    @Test
    void aHugeErrorBodyLeavesTheStatus() {
        ProviderCall.REFRESH.answeredWith(
                server, aResponse().withStatus(500).withBody("x".repeat(BoundedAnswers.OTHER_LIMIT + 1)));

        assertThat(ProviderCall.REFRESH.failure(provider).status()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "120|PT2M",
                "' 7 '|PT7S",
                "0|PT0S",
                "-5|PT0S",
                "99999999999|P1D",
                "Sun, 01 Mar 2026 12:01:00 GMT|PT1M",
                "Sunday, 01-Mar-26 12:01:00 GMT|PT1M",
                "Sun Mar  1 12:01:00 2026|PT1M",
                "Sun, 01 Mar 2026 11:00:00 GMT|PT0S",
                "Fri, 01 Mar 2126 12:00:00 GMT|P1D",
                "soon|none",
                "1.5|none",
                "99999999999999999999999|none"
            })
    void retryAfterInAllItsForms(String header, @Nullable Duration expected) {
        ProviderCall.REFRESH.answeredWith(server, aResponse().withStatus(503).withHeader("Retry-After", header));

        assertThat(ProviderCall.REFRESH.failure(provider).retryAfter()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 500, 404})
    void retryAfterIsReadWithEveryFailure(int status) {
        ProviderCall.FETCH_REPORT.answeredWith(
                server, aResponse().withStatus(status).withHeader("Retry-After", "3"));

        assertThat(ProviderCall.FETCH_REPORT.failure(provider).retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    /** Of the JDK's client we can't have it otherwise: a GET that broke before any answer is sent once more. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void cutConnections(Fault fault) {
        for (ProviderCall call : ProviderCall.values()) {
            server.resetAll();
            call.answeredWith(server, aResponse().withFault(fault));

            ProviderException failure = call.failure(provider);

            assertThat(failure.kind()).isEqualTo(Kind.NO_ANSWER);
            assertThat(failure.status()).isNull();
            assertThat(failure).hasNoCause();
            server.verify(
                    call == ProviderCall.FETCH_REPORT ? lessThanOrExactly(2) : exactly(1), anyRequestedFor(anyUrl()));
        }
    }
}
