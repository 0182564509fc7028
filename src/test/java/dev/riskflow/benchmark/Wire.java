package dev.riskflow.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/** A connection that is kept open. Plain sockets: who loads a service on its own machine must not be the load. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 120_000;

    private final int port;
    private Socket socket;
    private InputStream in;
    private boolean ended;

    Wire(int port) throws IOException {
        this.port = port;
        socket = connect(port);
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("localhost", port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends a whole request, and reads its answer to the end. */
    Answer send(byte[] request) throws IOException {
        if (ended) { // a server closes after so many requests
            close();
            socket = connect(port);
            in = new BufferedInputStream(socket.getInputStream(), 16_384);
        }
        long start = System.nanoTime();
        ended = false;
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String known = header.toLowerCase(Locale.ROOT);
            if (known.startsWith("content-length:")) {
                length = Integer.parseInt(
                        known.substring("content-length:".length()).strip());
            }
            ended |= known.equals("connection: close");
            chunked |= known.startsWith("transfer-encoding:");
        }
        byte[] body = chunked ? chunks() : exactly(length);
        return new Answer(status, new String(body, US_ASCII), System.nanoTime() - start);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] read = in.readNBytes(length);
        if (read.length < length) {
            throw new EOFException();
        }
        return read;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * What came back.
     *
     * @param nanos from the request's first byte to the answer's last
     */
    record Answer(int status, String body, long nanos) {

        /** A member of a JSON object, if it is a string. */
        String member(String name) {
            String before = "\"" + name + "\":\"";
            int start = body.indexOf(before) + before.length();
            return body.substring(start, body.indexOf('"', start));
        }

        boolean isGood() {
            return status >= 200 && status < 400;
        }

        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }
}
