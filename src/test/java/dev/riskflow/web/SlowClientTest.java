package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** One request is worked at at once: a client that takes its time with its own keeps nobody else from it. */
@OneAtOnceTest
class SlowClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Riskflow riskflow;

    SlowClientTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    /** Byte by byte, so that no limit on its pauses ends it. */
    @Test
    void aBodyThatComesBitByBitIsNotWaitedForByOthers() throws IOException {
        try (Socket slow = new Socket("localhost", URI.create(riskflow.url()).getPort())) {
            OutputStream out = slow.getOutputStream();
            out.write("GET /return/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            slow.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(slow.getInputStream().read()).isEqualTo('H'); // answered, and its body is still to be read

            CompletableFuture<Reply> other = CompletableFuture.supplyAsync(
                    () -> riskflow.nobody().get("/actuator/health/liveness"),
                    task -> Thread.ofVirtual().start(task));

            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
                out.write('x');
                return other.isDone();
            });
            assertThat(other.join().status()).isEqualTo(200);
        }
    }
}
