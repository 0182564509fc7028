package dev.riskflow.accepted;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** A browser that comes back: a connection of its own, one request. Plain sockets, since it shares the machine. */
final class Browser {

    private static final int PATIENCE_MILLIS = 60_000;

    private Browser() {}

    /** Of the answer it reads the head: there is nothing else in a redirect. */
    static Visit visit(URI target) {
        long start = System.nanoTime();
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(target.getHost(), target.getPort()), PATIENCE_MILLIS);
            connection.setSoTimeout(PATIENCE_MILLIS);
            connection.getOutputStream().write(request(target).getBytes(US_ASCII));
            int status = readHead(new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII)));
            return new Visit(status, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            return new Visit(Visit.NO_ANSWER, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static String request(URI target) {
        return "GET " + target.getRawPath() + "?" + target.getRawQuery() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                + "\r\nAccept: text/html,*/*;q=0.8\r\n\r\n";
    }

    private static int readHead(BufferedReader answer) throws IOException {
        String first = answer.readLine();
        String line = first;
        while (line != null && !line.isEmpty()) {
            line = answer.readLine();
        }
        if (first == null || line == null) {
            throw new EOFException("The answer ended before its head did");
        }
        return Integer.parseInt(first.split(" ", 3)[1]);
    }
}
