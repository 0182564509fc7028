package dev.riskflow.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.riskflow.sandbox.MadeUpReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A provider that answers at once, or after a while, and remembers nothing: a process of its own, so that what it costs is
 * nobody else's. Every report is the sandbox's, with another id.
 */
final class StubProvider {

    private static final String REPORTS = "/rest/risk-reports/";
    private static final String ID = "0-the-flow-0";

    private final String report = MadeUpReport.text(ID, false, "Erika Mustermann", 12, 2, Instant.now(), 0);
    private final String self;
    private volatile long delayNanos;

    private StubProvider(String self) {
        this.self = self;
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4_096);
        StubProvider provider = new StubProvider("http://localhost:" + port);
        server.createContext("/", provider::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/delay/")) {
            delayNanos = Long.parseLong(path.substring("/delay/".length())) * 1_000_000;
            send(exchange, 200, "{}");
        } else if (path.endsWith("/risk-report")) {
            send(exchange, 201, link(new String(body, UTF_8)));
        } else if (path.equals("/auth/token")) {
            LockSupport.parkNanos(delayNanos);
            send(exchange, 200, tokens());
        } else if (path.startsWith(REPORTS)) {
            LockSupport.parkNanos(delayNanos);
            send(exchange, 200, report.replace(ID, path.substring(REPORTS.length())));
        } else {
            send(exchange, 404, "{}");
        }
    }

    /** The state goes into the location, where the browser finds it. */
    private String link(String body) {
        String id = random();
        int state = body.indexOf("\"state\":\"") + "\"state\":\"".length();
        return "{\"location\":\"%s/widget?state=%s\",\"id\":\"%s\"}"
                .formatted(self, body.substring(state, body.indexOf('"', state)), id);
    }

    private static String tokens() {
        return """
                {"access_token":"%s%s","expires_in":3600,"scope":"risk","token_type":"Bearer","refresh_token":"%s%s"}""".formatted(random(), random(), random(), random());
    }

    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
