package dev.riskflow.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.riskflow.provider.ProviderUnderTest.fixture;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.riskflow.environment.FreePort;
import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.secrets.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No answer: whether the request may have arrived is told apart from being sure that it did not. */
class ProviderSilenceTest {

    @RegisterExtension
    static final WireMockExtension server = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().dynamicHttpsPort())
            .build();

    @ParameterizedTest
    @EnumSource(ProviderCall.class)
    void connectionRefused(ProviderCall call) {
        assertNotSent(call, "http://localhost:" + FreePort.find());
    }

    @ParameterizedTest
    @EnumSource(ProviderCall.class)
    void unknownHost(ProviderCall call) {
        assertNotSent(call, "http://provider.invalid");
    }

    @ParameterizedTest
    @EnumSource(ProviderCall.class)
    void untrustedCertificate(ProviderCall call) {
        assertNotSent(call, "https://localhost:" + server.getHttpsPort());
        server.verify(0, anyRequestedFor(anyUrl()));
    }

    /** A full accept queue leaves a connection attempt without any reply. */
    @Test
    void connectTimeout() throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), deaf.getLocalPort());
            for (int i = 0; i < 4; i++) {
                SocketChannel channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(address);
            }
            assertNotSent(ProviderCall.REFRESH, "http://127.0.0.1:" + deaf.getLocalPort(), "connect-timeout=300ms");
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void aTokenRequestIsGivenMoreTimeThanTheOthers() {
        for (ProviderCall call : ProviderCall.values()) {
            call.answeredWith(server, success(call).withFixedDelay(1_000));
        }
        try (var provider = ProviderUnderTest.at(http(), "read-timeout=200ms", "token-read-timeout=30s")) {
            assertThat(ProviderCall.CREATE_LINK.failure(provider).kind()).isEqualTo(Kind.NO_ANSWER);
            assertThat(ProviderCall.FETCH_REPORT.failure(provider).kind()).isEqualTo(Kind.NO_ANSWER);
            assertThat(provider.exchange().accessToken()).isEqualTo(Secret.of("access-secret"));
            assertThat(provider.refresh().accessToken()).isEqualTo(Secret.of("access-secret"));
        }
        server.verify(4, anyRequestedFor(anyUrl()));
    }

    @Test
    void aTokenRequestIsGivenUpInTheEnd() {
        ProviderCall.REFRESH.answeredWith(server, success(ProviderCall.REFRESH).withFixedDelay(2_000));
        try (var provider = ProviderUnderTest.at(http(), "token-read-timeout=200ms")) {
            assertThat(ProviderCall.REFRESH.failure(provider).kind()).isEqualTo(Kind.NO_ANSWER);
        }
        server.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void theLimitCoversTheBodyToo() {
        ProviderCall.FETCH_REPORT.answeredWith(
                server, success(ProviderCall.FETCH_REPORT).withChunkedDribbleDelay(10, 2_000));
        try (var provider = ProviderUnderTest.at(http(), "read-timeout=500ms")) {
            assertThat(ProviderCall.FETCH_REPORT.failure(provider).kind()).isEqualTo(Kind.NO_ANSWER);
        }
    }

    /** What the spent token was given for is there, and only the end of the answer is missing. */
    @Test
    void tokensOfAnAnswerThatDoesNotEndAreUsed() throws Exception {
        String tokens = "{\"access_token\":\"access-secret\",\"refresh_token\":\"refresh-secret\"}";
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(tokens.length())
                + "\r\n" + tokens + "\r\n";
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var provider = ProviderUnderTest.at(
                        "http://localhost:" + endless.getLocalPort(), "token-read-timeout=500ms")) {
            Future<Long> request = threads.submit(() -> {
                try (Socket client = endless.accept()) {
                    client.getOutputStream().write(answer.getBytes(US_ASCII));
                    return client.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            });

            assertThat(provider.refresh().accessToken()).isEqualTo(Secret.of("access-secret"));
            assertThat(request.get(10, SECONDS)).isPositive();
        }
    }

    /** A kept connection that turns out to be dead is the case in which HTTP clients like to try again. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
    void noTokenRequestIsResentWhenAKeptConnectionBreaks(Fault fault) {
        try (var provider = ProviderUnderTest.at(http())) {
            ProviderCall.REFRESH.answeredWith(server, success(ProviderCall.REFRESH));
            provider.refresh();
            server.resetAll();
            ProviderCall.REFRESH.answeredWith(server, aResponse().withFault(fault));

            assertThat(ProviderCall.REFRESH.failure(provider).kind()).isEqualTo(Kind.NO_ANSWER);
        }
        server.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void anInterruptedCallMayHaveArrived() throws Exception {
        ProviderCall.REFRESH.answeredWith(server, success(ProviderCall.REFRESH).withFixedDelay(2_000));
        try (var provider = ProviderUnderTest.at(http());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Thread> caller = new CompletableFuture<>();
            Future<Kind> kind = threads.submit(() -> {
                caller.complete(Thread.currentThread());
                return ProviderCall.REFRESH.failure(provider).kind();
            });
            await().until(() -> caller.get().getState() == Thread.State.WAITING && arrived());
            caller.get().interrupt();

            assertThat(kind.get(10, SECONDS)).isEqualTo(Kind.NO_ANSWER);
        }
    }

    private static ResponseDefinitionBuilder success(ProviderCall call) {
        return aResponse()
                .withStatus(200)
                .withBody(fixture(
                        switch (call) {
                            case CREATE_LINK -> "201.link.json";
                            case EXCHANGE, REFRESH -> "200.tokens.json";
                            case FETCH_REPORT -> "200.report.json";
                        }));
    }

    private static void assertNotSent(ProviderCall call, String baseUrl, String... settings) {
        try (var provider = ProviderUnderTest.at(baseUrl, settings)) {
            ProviderException failure = call.failure(provider);

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure.status()).isNull();
            assertThat(failure).hasNoCause();
        }
    }

    private static boolean arrived() {
        return !server.findAll(anyRequestedFor(anyUrl())).isEmpty();
    }

    private static String http() {
        return "http://localhost:" + server.getPort();
    }
}
