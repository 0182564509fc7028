package dev.riskflow.environment;

import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What goes wrong for one flow alone: jobs of other tests' flows may still be about. */
public final class Misfortune {

    private Misfortune() {}

    /** The flow's next calls of that kind meet these mishaps, one each; those after them none. */
    public static void next(SandboxProvider provider, Link link, Operation operation, Mishap... mishaps) {
        next(provider, link.flowId(), operation, mishaps);
    }

    /** The same for a flow of which only the id is known. */
    public static void next(SandboxProvider provider, String flowId, Operation operation, Mishap... mishaps) {
        Queue<Mishap> left = new ConcurrentLinkedQueue<>(List.of(mishaps));
        provider.trouble().whenever(operation, attempt -> flowId.equals(attempt.flowId()) ? left.poll() : null);
    }

    /** Each of the flow's calls of that kind meets this mishap. */
    public static void always(SandboxProvider provider, Link link, Operation operation, Mishap mishap) {
        provider.trouble().whenever(operation, attempt -> link.flowId().equals(attempt.flowId()) ? mishap : null);
    }
}
