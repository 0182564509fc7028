package dev.riskflow.accepted;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.environment.SandboxClients;
import dev.riskflow.sandbox.SandboxProvider;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shop that goes on starting flows, users who come back, and an office that reads, all through a balancer. */
final class Business implements AutoCloseable {

    private static final Pattern FLOW = Pattern.compile("\"flow_id\":\"([^\"]+)\"");

    private static final int MOST_REPEATS = 2_000;

    private final Balancer balancer;
    private final SandboxProvider provider;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();

    Business(Balancer balancer, SandboxProvider provider, int counters) {
        this.balancer = balancer;
        this.provider = provider;
        for (int i = 0; i < counters; i++) {
            people.execute(this::serve);
        }
    }

    /** Flows whose callback was answered as it should be. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** Whatever was not answered, or not as it should be. */
    List<String> wrongs() {
        return List.copyOf(wrongs);
    }

    int requests() {
        return requests.get();
    }

    private void serve() {
        while (open.get()) {
            String flow = start();
            if (!flow.isEmpty()) {
                URI callback = provider.finish(flow);
                if (answered(303, () -> balancer.get(callback.getRawPath() + "?" + callback.getRawQuery()))) {
                    accepted.add(flow);
                }
                answered(200, () -> balancer.get("/risk-flows/" + flow, as(SandboxClients.SHOP)));
            }
            answered(200, () -> balancer.get("/risk-reports?limit=5", as(SandboxClients.OFFICE)));
        }
    }

    private String start() {
        requests.incrementAndGet();
        String key = "Idempotency-Key: " + UUID.randomUUID();
        try {
            Balancer.Got got = post(key);
            // An instance that was cut off may be at it still; it has lost its claim when it ended without an answer.
            for (int again = 0; got.status() == 409 && again < MOST_REPEATS; again++) {
                got = post(key);
            }
            Matcher flow = FLOW.matcher(got.text());
            if (got.status() == 201 && flow.find()) {
                return flow.group(1);
            }
            wrongs.add("POST /risk-flows: " + got.status());
        } catch (IOException e) {
            wrongs.add("POST /risk-flows: " + e);
        }
        return "";
    }

    private Balancer.Got post(String key) throws IOException {
        return balancer.post("/risk-flows", "{\"type\": \"one_time\"}", as(SandboxClients.SHOP), key);
    }

    private boolean answered(int status, Call call) {
        requests.incrementAndGet();
        try {
            Balancer.Got got = call.make();
            if (got.status() != status) {
                wrongs.add("GET: " + got.status());
            }
            return got.status() == status;
        } catch (IOException e) {
            wrongs.add("GET: " + e);
            return false;
        }
    }

    private static String as(String client) {
        byte[] credentials = (client + ":" + SandboxClients.secret(client)).getBytes(UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** Nobody begins anything new; what was begun is waited for. */
    @Override
    public void close() {
        open.set(false);
        people.close();
    }

    private interface Call {
        Balancer.Got make() throws IOException;
    }
}
