package dev.riskflow.web.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.RequestTurns;
import dev.riskflow.environment.Caller;
import dev.riskflow.environment.OneAtOnceTest;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.SandboxClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** One request is worked at at once: a client that takes its time with its own keeps nobody else from it. */
@OneAtOnceTest
class SlowClientTest {

    private static final String SHOP = SandboxClients.authorization(SandboxClients.SHOP);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** With a turn of five seconds each, these would keep all others waiting for longer than that. */
    private static final int SLOW_CLIENTS = 10;

    private final Riskflow riskflow;
    private final RequestTurns turns;
    private final MeterRegistry metrics;
    private final Caller probes;

    SlowClientTest(Riskflow riskflow, RequestTurns turns, MeterRegistry metrics, @LocalManagementPort int probes) {
        this.riskflow = riskflow;
        this.turns = turns;
        this.metrics = metrics;
        this.probes = new Riskflow("http://localhost:" + probes).nobody();
    }

    /**
     * A form, which the container reads; a body of the API; two that nobody reads, but that are let come in; and of those in
     * chunks the beginning of a chunk's size, of what may follow it, and of a field after the last chunk.
     */
    @ParameterizedTest
    @CsvSource({
        "POST /login, Content-Length: 10000, ''",
        "POST /risk-flows, Content-Length: 10000, ''",
        "GET /return/x, Content-Length: 10000, ''",
        "OPTIONS *, Content-Length: 10000, ''",
        "POST /risk-flows, Transfer-Encoding: chunked, 4",
        "POST /risk-flows, Transfer-Encoding: chunked, 1;",
        "POST /risk-flows, Transfer-Encoding: chunked, 0#X:"
    })
    void bodiesThatComeBitByBitAreNotWaitedForByOthers(String request, String body, String begun) throws IOException {
        String type = request.endsWith("/login") ? "application/x-www-form-urlencoded" : "application/json";
        List<Socket> slow = new ArrayList<>();
        CompletableFuture<Reply> other;
        try {
            turns.takeBack(); // until all of them are in the line
            try {
                for (int i = 0; i < SLOW_CLIENTS; i++) {
                    Socket client =
                            new Socket("localhost", URI.create(riskflow.url()).getPort());
                    slow.add(client);
                    ask(client, request + " HTTP/1.1", """
                            Authorization: %s\r
                            Content-Type: %s\r
                            %s\r
                            """.formatted(SHOP, type, body))
                            .write((begun.replace("#", "\r\n") + " ").getBytes(StandardCharsets.US_ASCII));
                }
                await().atMost(PATIENCE).until(() -> waiting() == SLOW_CLIENTS);
                other = another();
                await().atMost(PATIENCE).until(() -> waiting() > SLOW_CLIENTS);
            } finally {
                turns.giveUp();
            }

            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
                for (Socket client : slow) {
                    client.getOutputStream().write(' '); // so that no limit on its pauses ends it
                }
                return other.isDone();
            });
            assertThat(other.join().status()).isEqualTo(200);
        } finally {
            for (Socket client : slow) {
                hangUp(client);
            }
        }
    }

    /** And is gone: whoever has yet to be told takes a place in the line of the next test. */
    private static void hangUp(Socket client) throws IOException {
        try (client) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        }
    }

    private long waiting() {
        return Math.round(metrics.get("riskflow.requests.waiting").gauge().value());
    }

    /** Its connection has none left: the container drops what nobody read of a body without a turn. */
    @Test
    void whoFollowsABodyThatNobodyReadWaitsForATurn() throws IOException {
        try (Socket client = new Socket("localhost", URI.create(riskflow.url()).getPort())) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            ask(client, "GET /return/x HTTP/1.1", "Content-Length: 1\r\n");
            assertThat(client.getInputStream().read()).isEqualTo('H');
            turns.takeBack();
            try {
                ask(client, " GET /return/x HTTP/1.1", "Connection: close\r\n"); // with the body, in one piece
                await().atMost(PATIENCE).until(() -> waiting() == 1);
            } finally {
                turns.giveUp();
            }
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HTTP/1.1 200");
        }
    }

    /** Such as one whose client does not read its answer. */
    @Test
    void whoTakesLongKeepsNobodyFromATurn() {
        turns.takeBack();
        try {
            assertThat(another())
                    .succeedsWithin(PATIENCE)
                    .extracting(Reply::status)
                    .isEqualTo(200);
        } finally {
            turns.giveUp();
        }
    }

    /** Somebody else's request. */
    private CompletableFuture<Reply> another() {
        return CompletableFuture.supplyAsync(
                () -> riskflow.nobody().get("/return/x"),
                task -> Thread.ofVirtual().start(task));
    }

    /** Late, a probe would have the process killed, with tokens in its memory, while the database is away. */
    @Test
    void aProbeAtAPortOfItsOwnWaitsForNobody() throws IOException {
        probes.get("/actuator/health/liveness"); // the first one takes longer, and turns end
        try (Socket other = new Socket("localhost", URI.create(riskflow.url()).getPort())) {
            other.setSoTimeout((int) PATIENCE.toMillis());
            turns.takeBack();
            try {
                ask(other, "GET /return/x HTTP/1.1", "");
                assertThat(probes.get("/actuator/health/liveness").status()).isEqualTo(200);
                assertThat(other.getInputStream().available()).isZero(); // who came first still waits
            } finally {
                turns.giveUp();
            }
            assertThat(other.getInputStream().read()).isEqualTo('H');
        }
    }

    private static OutputStream ask(Socket service, String request, String header) throws IOException {
        OutputStream out = service.getOutputStream();
        out.write((request + "\r\nHost: localhost\r\n" + header + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return out;
    }
}
