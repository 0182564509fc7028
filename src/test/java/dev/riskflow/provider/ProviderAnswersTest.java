package dev.riskflow.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.riskflow.provider.ProviderUnderTest.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.sun.net.httpserver.HttpServer;
import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.secrets.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a success status: what is read, what is forgiven, and what is not. */
class ProviderAnswersTest {

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

    @Test
    void tokens() {
        tokenAnswer(fixture("200.tokens.json"));

        assertThat(provider.refresh())
                .isEqualTo(new IssuedTokens(
                        Secret.of("access-secret"), Secret.of("refresh-secret"), Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"access_token\":\"a\"}", "{\"access_token\":\"a\",\"refresh_token\":null}"})
    void aRefreshTokenMayBeMissing(String body) {
        tokenAnswer(body);

        assertThat(provider.refresh().refreshToken()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "60|PT1M",
                "\"60\"|PT1M",
                "60.0|PT1M",
                "0|PT1H",
                "-1|PT1H",
                "null|PT1H",
                "\"\"|PT1H",
                "\"soon\"|PT1H",
                "[60]|PT1H",
                "1e400000|PT1H",
                "999999999999999|P365D"
            })
    void aLifetimeIsForgiving(String expiresIn, Duration expected) {
        tokenAnswer("{\"access_token\":\"a\",\"expires_in\":" + expiresIn + "}");

        assertThat(provider.refresh().expiresIn()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "mac"})
    void noTokenIsThrownAwayOverItsType(String type) {
        tokenAnswer("{\"access_token\":\"a\",\"token_type\":\"" + type + "\"}");

        assertThat(provider.refresh().accessToken()).isEqualTo(Secret.of("a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 1024 * 1024})
    void tokensOfAnyLength(int length) {
        String access = "a".repeat(length);
        String refresh = "r".repeat(length);
        tokenAnswer("{\"access_token\":\"" + access + "\",\"refresh_token\":\"" + refresh + "\"}");

        IssuedTokens tokens = provider.refresh();

        assertThat(tokens.accessToken().reveal().equals(access)).isTrue();
        assertThat(tokens.refreshToken()).isEqualTo(Secret.of(refresh));
    }

    @Test
    void aWrongContentTypeCostsNoToken() {
        ProviderCall.REFRESH.answeredWith(
                server,
                aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", ";;/garbage")
                        .withBody(fixture("200.tokens.json")));

        assertThat(provider.refresh().accessToken()).isEqualTo(Secret.of("access-secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"access_token\"",
                "{",
                "{}",
                "{\"access_token\":null}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"line\\nbreak\"}",
                "{\"access_token\":{\"a\":1}}",
                "{\"access_token\":\"a\",\"refresh_token\":\"cut",
                "{\"access_token\":\"a\",\"refresh_token\":12",
                "{\"access_token\":\"a\",\"scope\":\"cut",
                "{\"refresh_token\":\"r\",\"access_token\":\"cut",
                "<html>maintenance-secret</html>"
            })
    void tokenAnswersWithoutAToken(String body) {
        tokenAnswer(body);

        assertUnreadable(ProviderCall.REFRESH, 200);
        assertUnreadable(ProviderCall.EXCHANGE, 200);
    }

    /** The refresh token that was sent is spent: what came whole is used, whatever became of the rest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"scope\":\"cut",
                "{\"access_token\":\"a\",\"refresh_token\":\"r\"",
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",}",
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"scope\":\"a\ttab\"}",
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":36"
            })
    void brokenTokenAnswersThatHaveBothTokens(String body) {
        tokenAnswer(body);

        IssuedTokens tokens = provider.refresh();

        assertThat(tokens.accessToken()).isEqualTo(Secret.of("a"));
        assertThat(tokens.refreshToken()).isEqualTo(Secret.of("r"));
        assertThat(tokens.expiresIn()).isEqualTo(TokenAnswers.DOCUMENTED_LIFETIME);
    }

    @Test
    void aLinkMayComeWithAnotherSuccessStatusAndANumberAsId() {
        linkAnswer("{\"id\":4711,\"location\":\"HTTPS://w.example\"}");

        assertThat(provider.createLink()).isEqualTo(new WidgetLink(new FlowId("4711"), Secret.of("HTTPS://w.example")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"id\":\"flow-1\"}",
                "{\"location\":\"https://w.example\"}",
                "{\"id\":\"../flow\",\"location\":\"https://w.example\"}",
                "{\"id\":\"\",\"location\":\"https://w.example\"}",
                "{\"id\":\"flow-1\",\"location\":\"https://w.example\"",
                "{\"id\":\"flow-1\",\"location\":\"/relative\"}",
                "{\"id\":\"flow-1\",\"location\":\"javascript:alert(1)\"}",
                "{\"id\":\"flow-1\",\"location\":\"https:///no-host\"}",
                "{\"id\":\"flow-1\",\"location\":\"https://w.example/\\r\\nSet-Cookie: a=b\"}"
            })
    void linkAnswersWithoutALink(String body) {
        linkAnswer(body);

        assertUnreadable(ProviderCall.CREATE_LINK, 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"200.report.json", "200.report.odd.json"})
    void reportsAreKeptToTheCharacter(String body) {
        reportAnswer(fixture(body).getBytes(StandardCharsets.UTF_8));

        assertThat(provider.fetchReport().json()).isEqualTo(fixture(body));
    }

    @Test
    void aDeepAndLongReport() {
        String json = "{\"a\":" + "[".repeat(2_500) + "1".repeat(90_000) + "]".repeat(2_500) + ",\"b\":\""
                + "x".repeat(15_000_000) + "\"}";
        reportAnswer(json.getBytes(StandardCharsets.UTF_8));

        assertThat(provider.fetchReport().json().equals(json)).isTrue();
    }

    @Test
    void aByteOrderMarkIsNoPartOfAReport() {
        reportAnswer("\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(provider.fetchReport().json()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aReportInAnotherEncodingIsNotGuessedAt() {
        reportAnswer("{\"name\":\"Müller\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertUnreadable(ProviderCall.FETCH_REPORT, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "{",
                "{\"a\":1",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":1,}",
                "<html>maintenance-secret</html>"
            })
    void whatIsNoJsonObjectIsNoReport(String body) {
        reportAnswer(body.getBytes(StandardCharsets.UTF_8));

        assertUnreadable(ProviderCall.FETCH_REPORT, 200);
    }

    /** Others may carry well-formed JSON that is not the report, or not all of it: there is none yet, and no outage. */
    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204, 206})
    void onlyA200BringsAReport(int status) {
        ProviderCall.FETCH_REPORT.answeredWith(
                server,
                aResponse().withStatus(status).withHeader("Retry-After", "90").withBody(fixture("200.report.json")));

        ProviderException failure = ProviderCall.FETCH_REPORT.failure(provider);
        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(90));
        assertThat(failure).hasNoCause().message().doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource(ProviderCall.class)
    void anAnswerBeyondTheLimitIsNotReadOn(ProviderCall call) {
        int limit = call == ProviderCall.FETCH_REPORT ? BoundedAnswers.REPORT_LIMIT : BoundedAnswers.OTHER_LIMIT;
        String envelope = "{\"id\":\"f\",\"location\":\"https://w.example\",\"access_token\":\"a\",\"x\":\"\"}";
        String fits = envelope.replace("\"\"", '"' + "x".repeat(limit - envelope.length()) + '"');
        call.answeredWith(server, aResponse().withStatus(200).withBody(fits));
        assertThat(call.make(provider)).isNotNull();

        call.answeredWith(server, aResponse().withStatus(200).withBody(fits + " "));
        assertUnreadable(call, 200);
    }

    /** We ask for none, and something on the way may compress all the same: the tokens in it are the only ones. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "identity"})
    void aCompressedAnswerCostsNoToken(String coding) throws IOException {
        ProviderCall.REFRESH.answeredWith(server, compressed(200, coding, fixture("200.tokens.json")));

        assertThat(provider.refresh().refreshToken()).isEqualTo(Secret.of("refresh-secret"));
    }

    @Test
    void anAnswerThatOnlySaysThatItIsCompressedCostsNoToken() {
        ProviderCall.REFRESH.answeredWith(
                server,
                aResponse()
                        .withStatus(200)
                        .withHeader("Content-Encoding", "gzip")
                        .withBody(fixture("200.tokens.json")));

        assertThat(provider.refresh().refreshToken()).isEqualTo(Secret.of("refresh-secret"));
    }

    @Test
    void aCompressedRefusalIsRead() throws IOException {
        ProviderCall.REFRESH.answeredWith(server, compressed(400, "gzip", "{\"error\":\"invalid_grant\"}"));

        assertThat(ProviderCall.REFRESH.failure(provider).isInvalidGrant()).isTrue();
    }

    @Test
    void aCompressedAnswerIsNotInflatedBeyondTheLimit() throws IOException {
        String answer = "{\"access_token\":\"a\"}" + " ".repeat(BoundedAnswers.OTHER_LIMIT);
        ProviderCall.REFRESH.answeredWith(server, compressed(200, "gzip", answer));

        assertUnreadable(ProviderCall.REFRESH, 200);
    }

    /** Much longer than the limit, and far shorter than the 60 seconds that a token request is given. */
    @Test
    void anEndlessAnswerIsCutOff() throws IOException {
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            while (true) {
                exchange.getResponseBody().write(blanks);
            }
        });
        endless.start();
        String baseUrl = "http://localhost:" + endless.getAddress().getPort();
        try (var impatient = ProviderUnderTest.at(baseUrl)) {
            ProviderException failure =
                    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ProviderCall.REFRESH.failure(impatient));

            assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
        } finally {
            endless.stop(0);
        }
    }

    private static void tokenAnswer(String body) {
        ProviderCall.REFRESH.answeredWith(server, aResponse().withStatus(200).withBody(body));
    }

    private static ResponseDefinitionBuilder compressed(int status, String coding, String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Encoding", coding)
                .withBody(bytes.toByteArray());
    }

    private static void linkAnswer(String body) {
        ProviderCall.CREATE_LINK.answeredWith(
                server, aResponse().withStatus(200).withBody(body));
    }

    private static void reportAnswer(byte[] body) {
        ProviderCall.FETCH_REPORT.answeredWith(
                server, aResponse().withStatus(200).withBody(body));
    }

    private static void assertUnreadable(ProviderCall call, int status) {
        ProviderException failure = call.failure(provider);
        assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure).hasNoCause().message().doesNotContain("secret");
    }
}
