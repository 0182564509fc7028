package dev.riskflow.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where traces are sent to (OTLP over HTTP). Names and values of a span stand in its protobuf as they are. */
final class TraceCollector implements AutoCloseable {

    private final HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();

    private TraceCollector(HttpServer server) {
        this.server = server;
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    static TraceCollector start() {
        try {
            return new TraceCollector(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every trace is recorded, and sent here. */
    Map<String, String> settings() {
        return Map.of(
                "management.tracing.sampling.probability",
                "1.0",
                "management.opentelemetry.tracing.export.otlp.endpoint",
                "http://localhost:" + server.getAddress().getPort() + "/v1/traces");
    }

    /** All of them, once the service has ended: it sends the last ones then. */
    String text() {
        return String.join("\n", received);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
