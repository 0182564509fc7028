package dev.riskflow.sandbox;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What shall go wrong, as scripted by a test. The queue of an operation comes first, then its decision, then nothing. */
public final class Trouble {

    private final Map<Operation, Queue<Mishap>> queues = new EnumMap<>(Operation.class);
    private final Map<Operation, Function<Attempt, @Nullable Mishap>> decisions = new ConcurrentHashMap<>();
    private final Map<String, Integer> ordinals = new ConcurrentHashMap<>();

    Trouble() {
        for (Operation operation : Operation.values()) {
            queues.put(operation, new ConcurrentLinkedQueue<>());
        }
    }

    /** One mishap for each of the next requests, whatever their flow. */
    public void next(Operation operation, Mishap... mishaps) {
        queue(operation).addAll(Arrays.asList(mishaps));
    }

    /** Decides for each request; null lets it pass. It runs before the sandbox acts, and may block. */
    public void whenever(Operation operation, Function<Attempt, @Nullable Mishap> decision) {
        decisions.put(operation, decision);
    }

    /** From now on nothing goes wrong. */
    public void clear() {
        decisions.clear();
        queues.values().forEach(Queue::clear);
    }

    Mishap strike(Operation operation, @Nullable String flowId) {
        int ordinal = ordinals.merge(operation + "/" + flowId, 1, Integer::sum);
        Mishap queued = queue(operation).poll();
        if (queued != null) {
            return queued;
        }
        Function<Attempt, @Nullable Mishap> decision = decisions.get(operation);
        Mishap decided = decision == null ? null : decision.apply(new Attempt(operation, flowId, ordinal));
        return decided == null ? Mishap.NONE : decided;
    }

    private Queue<Mishap> queue(Operation operation) {
        Queue<Mishap> queue = queues.get(operation);
        if (queue == null) {
            throw new IllegalStateException("No queue for " + operation);
        }
        return queue;
    }
}
