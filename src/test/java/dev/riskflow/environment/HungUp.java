package dev.riskflow.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** A client that goes away in the middle of an answer. */
public final class HungUp {

    private HungUp() {}

    /** Reads so many bytes of the answer, and resets the connection. */
    public static void after(int bytes, Riskflow riskflow, String client, String path) throws IOException {
        try (Socket socket = new Socket("localhost", URI.create(riskflow.url()).getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("""
                    GET %s HTTP/1.1\r
                    Host: localhost\r
                    Authorization: %s\r
                    \r
                    """.formatted(path, SandboxClients.authorization(client))
                    .getBytes(UTF_8));
            socket.getInputStream().readNBytes(bytes);
            socket.setSoLinger(true, 0);
        }
    }
}
