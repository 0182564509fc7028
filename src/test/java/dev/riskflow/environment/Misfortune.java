package dev.riskflow.environment;

import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;

/** What goes wrong for one flow alone: jobs of other tests' flows may still be about. */
public final class Misfortune {

    private Misfortune() {}

    /** The flow's first calls of that kind meet these mishaps, one each; the next ones none. */
    public static void first(SandboxProvider provider, Link link, Operation operation, Mishap... mishaps) {
        provider.trouble()
                .whenever(
                        operation,
                        attempt -> link.flowId().equals(attempt.flowId()) && attempt.ordinal() <= mishaps.length
                                ? mishaps[attempt.ordinal() - 1]
                                : null);
    }

    /** Each of the flow's calls of that kind meets this mishap. */
    public static void always(SandboxProvider provider, Link link, Operation operation, Mishap mishap) {
        provider.trouble().whenever(operation, attempt -> link.flowId().equals(attempt.flowId()) ? mishap : null);
    }
}
