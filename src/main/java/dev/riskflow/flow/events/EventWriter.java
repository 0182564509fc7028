package dev.riskflow.flow.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes events in the format {@code text/event-stream} (HTML Standard, "Server-sent events"). */
final class EventWriter {

    private final OutputStream out;
    private final JsonMapper mapper;

    private EventWriter(OutputStream out, JsonMapper mapper) {
        this.out = out;
        this.mapper = mapper;
    }

    /** Nothing may keep an event back, neither a cache, which no answer is for, nor a proxy's buffer. */
    static EventWriter of(HttpServletResponse response, JsonMapper mapper) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader("X-Accel-Buffering", "no");
        return new EventWriter(response.getOutputStream(), mapper);
    }

    /** After how many milliseconds a client connects again: not all at once, when an instance has stopped. */
    void begin() throws IOException {
        write("retry: " + ThreadLocalRandom.current().nextInt(1_000, 3_000) + "\n\n");
    }

    void events(List<TransitionEvent> steps) throws IOException {
        StringBuilder text = new StringBuilder();
        for (TransitionEvent step : steps) {
            text.append("id: ").append(step.seq()).append("\nevent: transition\ndata: ");
            text.append(mapper.writeValueAsString(step)).append("\n\n");
        }
        write(text.toString());
    }

    /** A comment, which clients ignore: keeps the connection alive, and shows whether it is. */
    void heartbeat() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
