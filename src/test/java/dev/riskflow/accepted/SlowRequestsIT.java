package dev.riskflow.accepted;

import dev.riskflow.crash.Service;
import dev.riskflow.crash.Site;
import dev.riskflow.environment.EmbeddedDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever begins a request takes room for the whole of its header, or of its form, and no more may than there is room for. */
class SlowRequestsIT {

    private static final int CONNECTIONS = 5_000;

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /return/x HTTP/1.1\r\nHost: localhost\r\nX-Never:",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 8000\r\n\r\nusername="
            })
    void requestsThatNeverEndFitIntoTheHeap(String beginning) throws IOException {
        try (Site site = new Site(EmbeddedDatabase.shared().createDatabase(), Map.of())) {
            Service service = site.begin(Map.of(), List.of("-Xmx512m")).awaitReady();
            List<Socket> clients = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    clients.add(begin(beginning, URI.create(service.api().url())));
                }

                service.awaitReady();
            } finally {
                for (Socket client : clients) {
                    client.close();
                }
            }
        }
    }

    private static Socket begin(String request, URI service) throws IOException {
        Socket client = new Socket(service.getHost(), service.getPort());
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return client;
    }
}
