package dev.riskflow.flow.expiry;

import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends what nobody came for: links whose lifetime is over, and codes that nobody confirmed. In batches, each a short
 * transaction of its own.
 */
@Component
class ExpiringFlows {

    private final OverdueFlows overdue;
    private final FlowRepository flows;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExpiringFlows(OverdueFlows overdue, FlowRepository flows, TransactionTemplate transaction, Clock clock) {
        this.overdue = overdue;
        this.flows = flows;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Until nothing is left whose time is over, but for what others are busy with. */
    void expire() {
        inBatches(overdue::forgetLinks, Flow::linkEnded);
        inBatches(overdue::findUnconfirmed, Flow::notConfirmed);
    }

    private void inBatches(Supplier<List<String>> find, BiConsumer<Flow, Instant> end) {
        int ended;
        do {
            ended = transaction.execute(status -> {
                List<String> found = find.get();
                flows.findByFlowIdIn(found).forEach(flow -> end.accept(flow, clock.instant()));
                return found.size();
            });
        } while (ended == OverdueFlows.BATCH);
    }
}
