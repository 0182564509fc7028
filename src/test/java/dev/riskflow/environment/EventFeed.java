package dev.riskflow.environment;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stream of server-sent events, as its client reads it. */
public final class EventFeed implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpResponse<Stream<String>> response;
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger heartbeats = new AtomicInteger();
    private final Thread reader;
    private volatile boolean cutOff;

    EventFeed(HttpResponse<Stream<String>> response) {
        this.response = response;
        reader = Thread.ofVirtual().start(this::read);
    }

    public int status() {
        return response.statusCode();
    }

    public @Nullable String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** What has come so far. */
    public List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    public List<String> statuses() {
        return events().stream().map(event -> event.member("status")).toList();
    }

    public List<Integer> ids() {
        return events().stream().map(event -> Integer.valueOf(event.id())).toList();
    }

    /** How many comments have come. */
    public int heartbeats() {
        return heartbeats.get();
    }

    public boolean isOpen() {
        return reader.isAlive();
    }

    /** Whether the connection broke, instead of the stream being ended. */
    public boolean wasCutOff() {
        return cutOff;
    }

    /** Waits until so many events have come. */
    public EventFeed awaitEvents(int count) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .failFast("It was refused", () -> status() != 200)
                .until(() -> events.size() >= count);
        return this;
    }

    /** Waits for that many more heartbeats. */
    public EventFeed awaitHeartbeats(int more) {
        int before = heartbeats();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> heartbeats() >= before + more);
        return this;
    }

    /** Waits until the service has ended it. */
    public EventFeed awaitEnd() {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> !isOpen());
        return this;
    }

    /** The same, without a limit: for one that lasts as long as it may. */
    public void awaitEndHoweverLate() {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while following", e);
        }
    }

    /** All of it, once it has ended: what an answer that is no stream says. */
    public String text() {
        awaitEnd();
        return String.join("\n", List.copyOf(lines));
    }

    /** Goes away without a word, as a browser whose tab is closed. */
    @Override
    public void close() {
        response.body().close();
    }

    private void read() {
        List<String> block = new ArrayList<>();
        try {
            response.body().forEach(line -> {
                lines.add(line);
                if (!line.isEmpty()) {
                    block.add(line);
                } else {
                    dispatch(block);
                    block.clear();
                }
            });
        } catch (UncheckedIOException | IllegalStateException e) {
            cutOff = true;
        }
    }

    private void dispatch(List<String> block) {
        if (block.stream().allMatch(line -> line.startsWith(":"))) {
            heartbeats.incrementAndGet();
        } else if (block.stream().anyMatch(line -> line.startsWith("data:"))) {
            events.add(new Event(field(block, "id"), field(block, "event"), field(block, "data")));
        }
    }

    private static String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    /** One event, its fields as they were sent. */
    public record Event(String id, String name, String data) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }

        public String member(String member) {
            return json().path(member).asString("");
        }
    }
}
