package dev.riskflow.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DemoPortTest {

    @Test
    void aBusyPortIsNamedWithAWayOut() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0)) {
            int port = somebody.getLocalPort();

            assertThatExceptionOfType(DemoPort.Busy.class)
                    .isThrownBy(() -> DemoPort.choose("--server.port=" + port))
                    .withMessageContaining("Port " + port + " is in use")
                    .withMessageContaining("-Dspring-boot.run.arguments=--server.port=");
        }
    }

    @Test
    void theCommandLineDecides() throws IOException {
        int free;
        try (ServerSocket probe = new ServerSocket(0)) {
            free = probe.getLocalPort();
        }

        assertThat(DemoPort.choose("--server.port=" + free)).isEqualTo(free);
    }

    @Test
    void zeroIsAnyFreePort() {
        assertThat(DemoPort.choose("--server.port=0")).isPositive();
    }
}
