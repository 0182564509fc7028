package dev.riskflow.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxClients;
import dev.riskflow.environment.SandboxStaff;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every endpoint, as the mappings know them, with every field, parameter and header, and whatever is nasty. Never an
 * error of ours; what is refused is a problem (RFC 9457) and changes nothing; and the service goes on.
 */
@RiskflowTest
class BadInputTest {

    private static final int AT_ONCE = 8;
    private static final int AT_LEAST = 5_000;
    private static final int EACH = 6;
    private static final List<String> HEADERS =
            List.of("Idempotency-Key", "If-None-Match", "Last-Event-ID", "Accept", "Content-Type", "Accept-Language");

    /** A stack, a class, a product with its version: nobody's business. */
    private static final Pattern OURS = Pattern.compile(
            "Exception|\\bat [a-z]+\\.[a-z]+\\.|dev\\.riskflow|Apache|Tomcat/|Hibernate|PSQL|SELECT .* FROM");

    private final List<RequestMappingInfoHandlerMapping> mappings;
    private final Riskflow riskflow;
    private final Rows rows;
    private final JdbcClient jdbc;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private String session = "";

    BadInputTest(List<RequestMappingInfoHandlerMapping> mappings, Riskflow riskflow, Rows rows, JdbcClient jdbc) {
        this.mappings = mappings;
        this.riskflow = riskflow;
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /** A quarter of the values at each place, another one at the next: it is the same code that reads them. */
    @Test
    void nothingBreaksAndWhatIsRefusedChangesNothing() throws Exception {
        send(4);
    }

    @Test
    @Tag("soak")
    void norDoesItWithEveryValueEverywhere() throws Exception {
        send(1);
    }

    private void send(int each) throws Exception {
        session = "riskflow-session="
                + riskflow.visitor().signIn(SandboxStaff.ADMIN).cookie("riskflow-session");
        long flows = rows.flowCount();
        long erasedBefore = erased();

        send(Endpoint.all(mappings)
                .filter(endpoint ->
                        !endpoint.path().contains("/**") && !endpoint.path().equals("/error"))
                .flatMap(endpoint -> requests(endpoint, each).stream())
                .toList());

        assertThat(wrong).isEmpty();
        assertThat(sent.get()).isGreaterThanOrEqualTo(AT_LEAST * 2 / each);
        assertThat(refused.get()).isGreaterThan(AT_LEAST / each);
        // Some of the users whom a start named were erased by their name.
        assertThat(rows.flowCount()).isEqualTo(flows + started.get() - (erased() - erasedBefore));
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    private long erased() {
        return jdbc.sql("SELECT coalesce(sum(flows), 0) FROM erasure")
                .query(Long.class)
                .single();
    }

    private static List<Sent> requests(Endpoint endpoint, int each) {
        List<Sent> requests = new ArrayList<>();
        String path = endpoint.path().replaceAll("\\{[^}]*}", "none");
        List<String> values = new ArrayList<>(Nasty.encoded());
        Nasty.texts().forEach(text -> values.add(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        for (String name : endpoint.parameters()) {
            part(values, each, endpoint, name)
                    .forEach(value -> requests.add(new Sent(endpoint, path + "?" + name + "=" + value, "", "", "")));
        }
        if (endpoint.path().contains("{")) {
            for (String value : part(values, each, endpoint, "")) {
                String inPath = endpoint.path().replaceFirst("\\{[^}]*}", value.replace("+", "%20"));
                requests.add(new Sent(endpoint, inPath.replaceAll("\\{[^}]*}", "1"), "", "", ""));
            }
        }
        requests.add(new Sent(endpoint, path + "?" + "a=b&".repeat(500), "", "", ""));
        for (String header : HEADERS) {
            part(Nasty.headers(), EACH * each, endpoint, header)
                    .forEach(value -> requests.add(new Sent(endpoint, path, header, value, "")));
        }
        if (endpoint.method().equals("POST")) {
            bodies(endpoint, each).forEach(body -> requests.add(new Sent(endpoint, path, "", "", body)));
        }
        return requests;
    }

    /** Every so many of them; which ones differs from place to place. */
    private static List<String> part(List<String> values, int each, Endpoint endpoint, String place) {
        int first = Math.floorMod(Objects.hash(endpoint.path(), place), each);
        return IntStream.iterate(first, i -> i < values.size(), i -> i + each)
                .mapToObj(values::get)
                .toList();
    }

    private static List<String> bodies(Endpoint endpoint, int each) {
        List<String> bodies = new ArrayList<>(Nasty.json());
        for (String field : endpoint.fields()) {
            String type = field.equals("type") ? "" : "\"type\": \"ongoing\", ";
            String user = field.equals("user_id") ? "" : "\"user_id\": \"bad-input\", ";
            part(Nasty.json(), each, endpoint, field)
                    .forEach(value -> bodies.add("{" + type + user + "\"" + field + "\": " + value + "}"));
            bodies.add("{" + type + user + "\"" + field + "\": 1, \"" + field + "\": 2}");
            bodies.add("{" + type + user + "\"" + field + "\": ");
        }
        if (endpoint.fields().contains("accounts")) {
            part(Nasty.json(), each, endpoint, "id")
                    .forEach(id -> bodies.add("{\"type\": \"one_time\", \"accounts\": [{\"id\": " + id + "}]}"));
        }
        return bodies;
    }

    private void send(List<Sent> requests) throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Boolean>> tasks = requests.stream()
                    .<Callable<Boolean>>map(request -> () -> {
                        send(request);
                        return true;
                    })
                    .toList();
            for (var done : senders.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    private void send(Sent request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.of(riskflow.url(), session), HttpResponse.BodyHandlers.ofString());
        sent.incrementAndGet();
        int status = answer.statusCode();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (!request.target().startsWith("/actuator")
                && OURS.matcher(answer.body()).find()) {
            wrong.add("An answer tells of its making: " + request);
        }
        if (status == 201) {
            started.incrementAndGet();
        }
        if (status >= 400) {
            refused.incrementAndGet();
            // The connector's own refusals come before anything of ours, and without it.
            boolean bare = answer.headers().firstValue("X-Content-Type-Options").isEmpty() && status == 400;
            boolean problem = type.startsWith("application/problem+json")
                    || (request.endpoint().isPage() && type.startsWith("text/html"));
            if (status >= 500 || !(bare || problem || (answer.body().isEmpty() && request.mayBeAnsweredByNothing()))) {
                wrong.add(status + " " + type + " to " + request);
            }
        }
    }

    /** One request. */
    private record Sent(Endpoint endpoint, String target, String header, String value, String body) {

        HttpRequest of(String service, String session) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + target));
            if (endpoint.isPage()) {
                request.header("Cookie", session);
            } else if (!target.startsWith("/callback")) {
                request.header("Authorization", credentials());
            }
            if (!body.isEmpty() && !header.equals("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            if (!header.isEmpty()) {
                request.header(header, value);
            }
            return request.method(
                            endpoint.method(),
                            body.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body))
                    .build();
        }

        private String credentials() {
            boolean shop = endpoint.method().equals("POST") && !target.startsWith("/risk-reports");
            return SandboxClients.authorization(shop ? SandboxClients.SHOP : SandboxClients.ADMIN);
        }

        /** Whoever accepts nothing that we have gets nothing; and Actuator's own refusals say no more than their status. */
        boolean mayBeAnsweredByNothing() {
            return header.equals("Accept") || target.startsWith("/actuator");
        }

        @Override
        public String toString() {
            String text = endpoint.method() + " " + target + " " + header + ": " + value + " " + body;
            return text.length() > 300 ? text.substring(0, 300) : text;
        }
    }
}
