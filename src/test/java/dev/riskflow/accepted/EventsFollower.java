package dev.riskflow.accepted;

import dev.riskflow.environment.EventFeed;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows how a flow gets on. When its stream breaks it goes on at the other instance, from the last event
 * that it saw; and it breaks at least once, after the first one. It comes with the shop's credentials, or with a ticket.
 */
final class EventsFollower {

    private static final int OK = 200;
    private static final int NOTHING_MORE = 204;

    private final Pair services;
    private final String flowId;
    private final Random random;
    private final List<EventFeed.Event> before = new ArrayList<>();
    private @Nullable EventFeed present;
    private int attempts;
    private int connections;
    private int lastAnswer;
    private boolean left;

    EventsFollower(Pair services, String flowId, long seed) {
        this.services = services;
        this.flowId = flowId;
        this.random = new Random(seed);
        this.attempts = random.nextInt(2);
    }

    /** Until it is told that nothing more will come, or goes, or is told nonsense. */
    void follow() {
        while (isToGoOn()) {
            EventFeed feed = Visitor.untilAnswered("events", this::connect);
            if (begin(feed)) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> !feed.isOpen() || !feed.events().isEmpty());
                feed.close();
            }
            feed.awaitEndHoweverLate();
            end(feed);
        }
    }

    /** What it saw: the id and the status of each event, in the order in which they came. */
    synchronized List<String> seen() {
        List<EventFeed.Event> all = new ArrayList<>(before);
        if (present != null) {
            all.addAll(present.events());
        }
        return all.stream()
                .map(event -> event.id() + " " + event.member("status"))
                .toList();
    }

    synchronized int connections() {
        return connections;
    }

    String flowId() {
        return flowId;
    }

    synchronized void leave() {
        left = true;
        if (present != null) {
            present.close();
        }
    }

    private Optional<EventFeed> connect() {
        Riskflow service = services.api(attempts++);
        String path = "/risk-flows/" + flowId + "/events";
        String[] headers = before.isEmpty()
                ? new String[0]
                : new String[] {"Last-Event-ID", before.getLast().id()};
        if (random.nextBoolean()) {
            return answered(service.shop().follow(path, headers));
        }
        Reply issued = service.shop().post("/risk-flows/" + flowId + "/tickets", "");
        return issued.status() == 201
                ? answered(service.nobody().follow(path + "?ticket=" + issued.member("ticket"), headers))
                : Optional.empty();
    }

    private static Optional<EventFeed> answered(EventFeed feed) {
        return feed.status() < 500 ? Optional.of(feed) : Optional.empty();
    }

    /** Whether this is the first one. */
    private synchronized boolean begin(EventFeed feed) {
        lastAnswer = feed.status();
        present = feed;
        connections++;
        if (left) {
            feed.close();
        }
        return connections == 1;
    }

    private synchronized void end(EventFeed feed) {
        before.addAll(feed.events());
        present = null;
    }

    private synchronized boolean isToGoOn() {
        List<Integer> ids =
                before.stream().map(event -> Integer.valueOf(event.id())).toList();
        boolean inOrder = ids.stream().sorted().distinct().toList().equals(ids);
        return !left && inOrder && (connections == 0 || lastAnswer == OK);
    }

    /** Whether it was told, in so many words, that this was the end. */
    synchronized boolean wasToldTheEnd() {
        return lastAnswer == NOTHING_MORE;
    }
}
