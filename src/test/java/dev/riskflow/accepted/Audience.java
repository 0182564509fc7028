package dev.riskflow.accepted;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionTimeoutException;

/** Those who follow the events of flows, and what they were told. */
final class Audience implements AutoCloseable {

    /** For a stream that broke just now, and for what was never announced. */
    private static final Duration LATEST = Duration.ofSeconds(30);

    private final Pair services;
    private final List<EventsFollower> followers = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Audience(Pair services) {
        this.services = services;
    }

    /** One more, who follows that flow. */
    void follow(String flowId, long seed) {
        EventsFollower follower = new EventsFollower(services, flowId, seed);
        followers.add(follower);
        threads.execute(follower::follow);
    }

    /**
     * Those who saw something else than each step of their flow's life, once and in order, as it is stored; or were not
     * told the end of one that has completed.
     */
    List<String> misled(FlowTables tables) {
        try {
            await().atMost(LATEST).until(() -> followers.stream().allMatch(each -> isTold(each, tables)));
        } catch (ConditionTimeoutException e) {
            // Those who are left are the ones asked for.
        }
        return followers.stream()
                .filter(each -> !isTold(each, tables))
                .map(each -> "%s: saw %s of %s, and the end: %s"
                        .formatted(each.flowId(), each.seen(), tables.life(each.flowId()), each.wasToldTheEnd()))
                .toList();
    }

    private static boolean isTold(EventsFollower follower, FlowTables tables) {
        List<String> life = tables.life(follower.flowId());
        boolean completed = life.getLast().endsWith(" completed");
        return follower.seen().equals(life) && (!completed || follower.wasToldTheEnd());
    }

    int size() {
        return followers.size();
    }

    /** How often they connected. */
    int connections() {
        return followers.stream().mapToInt(EventsFollower::connections).sum();
    }

    /** They go, whatever they may still have been waiting for. */
    @Override
    public void close() {
        followers.forEach(EventsFollower::leave);
        threads.shutdownNow();
    }
}
