package dev.riskflow.flow.events;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The header by which a client says how far it has come (HTML Standard, "Server-sent events"). */
final class LastEventId {

    private static final String NUMBER = "0|[1-9][0-9]{0,8}";

    private LastEventId() {}

    /**
     * The number of the last event that the client has seen; 0 without one, which it may say as well.
     *
     * @param latest the highest there is
     * @throws ResponseStatusException 400 if no event of the flow has that id: to guess would repeat events, or miss some
     */
    static int parse(@Nullable String header, int latest) {
        if (header == null || header.isEmpty()) {
            return 0;
        }
        int seq = header.matches(NUMBER) ? Integer.parseInt(header) : Integer.MAX_VALUE;
        if (seq > latest) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "Last-Event-ID must be the id of an event of this flow");
        }
        return seq;
    }
}
