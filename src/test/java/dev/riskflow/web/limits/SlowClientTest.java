package dev.riskflow.web.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.RequestTurns;
import dev.riskflow.environment.Caller;
import dev.riskflow.environment.OneAtOnceTest;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** One request is worked at at once: a client that takes its time with its own keeps nobody else from it. */
@OneAtOnceTest
class SlowClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Riskflow riskflow;
    private final RequestTurns turns;
    private final Caller probes;

    SlowClientTest(Riskflow riskflow, RequestTurns turns, @LocalManagementPort int probes) {
        this.riskflow = riskflow;
        this.turns = turns;
        this.probes = new Riskflow("http://localhost:" + probes).nobody();
    }

    /** Byte by byte, so that no limit on its pauses ends it. */
    @Test
    void aBodyThatComesBitByBitIsNotWaitedForByOthers() throws IOException {
        try (Socket slow = new Socket("localhost", URI.create(riskflow.url()).getPort())) {
            OutputStream out = ask(slow, "Content-Length: 10000\r\n");
            slow.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(slow.getInputStream().read()).isEqualTo('H'); // answered, and its body is still to be read

            CompletableFuture<Reply> other = CompletableFuture.supplyAsync(
                    () -> riskflow.nobody().get("/return/x"),
                    task -> Thread.ofVirtual().start(task));

            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
                out.write('x');
                return other.isDone();
            });
            assertThat(other.join().status()).isEqualTo(200);
        }
    }

    /** Late, a probe would have the process killed, with tokens in its memory, while the database is away. */
    @Test
    void aProbeAtAPortOfItsOwnWaitsForNobody() throws IOException {
        probes.get("/actuator/health/liveness"); // the first one takes longer, and turns end
        try (Socket other = new Socket("localhost", URI.create(riskflow.url()).getPort())) {
            other.setSoTimeout((int) PATIENCE.toMillis());
            turns.takeBack();
            try {
                ask(other, "");
                assertThat(probes.get("/actuator/health/liveness").status()).isEqualTo(200);
                assertThat(other.getInputStream().available()).isZero(); // who came first still waits
            } finally {
                turns.giveUp();
            }
            assertThat(other.getInputStream().read()).isEqualTo('H');
        }
    }

    private static OutputStream ask(Socket service, String header) throws IOException {
        OutputStream out = service.getOutputStream();
        out.write(("GET /return/x HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return out;
    }
}
