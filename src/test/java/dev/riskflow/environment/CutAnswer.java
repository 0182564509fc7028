package dev.riskflow.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/** What comes over the wire until the connection ends. A client's library would say no more than that it was cut. */
public final class CutAnswer {

    private CutAnswer() {}

    public static String to(Riskflow riskflow, String client, String path, String accept) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        String credentials = SandboxClients.authorization(client);
        try (Socket socket = new Socket("localhost", URI.create(riskflow.url()).getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("""
                    GET %s HTTP/1.1\r
                    Host: localhost\r
                    Authorization: %s\r
                    Accept: %s\r
                    \r
                    """.formatted(path, credentials, accept).getBytes(UTF_8));
            socket.getInputStream().transferTo(received);
        } catch (SocketException reset) {
            // That is one way to see it.
        }
        return received.toString(UTF_8);
    }
}
