package dev.riskflow.web.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.RequestTurns;
import dev.riskflow.environment.Caller;
import dev.riskflow.environment.OneAtOnceTest;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.SandboxClients;
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
import org.junit.jupiter.params.provider.ValueSource;
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
    private final Caller probes;

    SlowClientTest(Riskflow riskflow, RequestTurns turns, @LocalManagementPort int probes) {
        this.riskflow = riskflow;
        this.turns = turns;
        this.probes = new Riskflow("http://localhost:" + probes).nobody();
    }

    /** A form, which the container reads; a body of the API; and one that nobody reads, but that is let come in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /login HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded",
                "POST /risk-flows HTTP/1.1\r\nContent-Type: application/json",
                "GET /return/x HTTP/1.1"
            })
    void bodiesThatComeBitByBitAreNotWaitedForByOthers(String request) throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                Socket client =
                        new Socket("localhost", URI.create(riskflow.url()).getPort());
                slow.add(client);
                ask(client, request, "Authorization: " + SHOP + "\r\nContent-Length: 10000\r\n")
                        .write(' ');
            }

            CompletableFuture<Reply> other = another();

            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
                for (Socket client : slow) {
                    client.getOutputStream().write(' '); // so that no limit on its pauses ends it
                }
                return other.isDone();
            });
            assertThat(other.join().status()).isEqualTo(200);
        } finally {
            for (Socket client : slow) {
                client.close();
            }
        }
    }

    /** Such as one whose client does not read its answer. */
    @Test
    void whoTakesLongKeepsNobodyFromATurn() {
        turns.takeBack();
        try {
            assertThat(another()).succeedsWithin(PATIENCE);
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
