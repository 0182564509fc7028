package dev.riskflow.accepted;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends each request to one of several instances, over a connection of its own; to another one if the connection is
 * refused, or closed without a word: the kernel takes connections that a process which stops never sees. That is allowed
 * for requests that do no more when they are done twice (RFC 9110, section 9.2.2), as all of Riskflow's are, if a start
 * brings its {@code Idempotency-Key}. It is not told of stops.
 */
final class Balancer {

    private static final int PATIENCE_MILLIS = 30_000;

    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();

    void add(int port) {
        ports.add(port);
    }

    void remove(int port) {
        ports.remove(Integer.valueOf(port));
    }

    /** How often another instance had to be tried, since the connection was refused. */
    int refused() {
        return refused.get();
    }

    /** How often another instance had to be tried, since there was no answer. */
    int cutOff() {
        return cutOff.get();
    }

    Got get(String path, String... headers) throws IOException {
        return send("GET " + path, "", headers);
    }

    Got post(String path, String json, String... headers) throws IOException {
        return send("POST " + path, json, headers);
    }

    private Got send(String line, String body, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.getBytes(UTF_8).length)
                    .append("\r\n");
        }
        byte[] bytes = request.append("\r\n").append(body).toString().getBytes(UTF_8);
        List<Integer> order = new ArrayList<>(ports);
        Collections.shuffle(order);
        for (int port : order) {
            try (Socket connection = new Socket()) {
                connection.setSoTimeout(PATIENCE_MILLIS);
                connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
                return exchange(connection, bytes);
            } catch (ConnectException e) {
                refused.incrementAndGet();
            } catch (SocketException | EOFException e) {
                cutOff.incrementAndGet();
            }
        }
        throw new IOException("Answered by none of " + order);
    }

    private static Got exchange(Socket connection, byte[] request) throws IOException {
        connection.getOutputStream().write(request);
        String answer = new String(connection.getInputStream().readAllBytes(), UTF_8);
        if (answer.isEmpty()) {
            throw new EOFException("No answer");
        }
        return new Got(Integer.parseInt(answer.split(" ", 3)[1]), answer);
    }

    /** An answer, head and all. */
    record Got(int status, String text) {}
}
