package dev.riskflow.sandbox;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where every request of the API passes: the script may intervene, the ledger takes note. */
final class Stage {

    final AtomicReference<Conduct> conduct;
    final Ledger ledger = new Ledger();
    final Trouble trouble = new Trouble();

    Stage(Conduct conduct) {
        this.conduct = new AtomicReference<>(conduct);
    }

    Conduct conduct() {
        return conduct.get();
    }

    /** @param flowId as far as it is known before acting */
    Answer perform(Operation operation, @Nullable String flowId, Supplier<Deed> act) throws InterruptedException {
        return perform(operation, flowId, null, act);
    }

    /** @param grant the digest of the code or refresh token that was presented */
    Answer perform(Operation operation, @Nullable String flowId, @Nullable String grant, Supplier<Deed> act)
            throws InterruptedException {
        Mishap mishap = trouble.strike(operation, flowId);
        Deed deed = mishap.acts() ? act.get() : new Deed(Outcome.NOT_ACTED, flowId, Answer.empty(500));
        ledger.record(new LedgerEntry(
                conduct().clock().instant(),
                operation,
                deed.flowId(),
                deed.outcome(),
                !mishap.replacesAnswer(),
                grant));
        mishap.awaitRelease();
        return mishap.over(deed.answer()).delayed(conduct().delay(operation));
    }

    Deed refused(Outcome outcome, @Nullable String flowId, int status, String name, String description) {
        return new Deed(outcome, flowId, conduct().errorShape().render(status, name, description));
    }
}
