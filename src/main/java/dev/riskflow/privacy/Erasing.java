package dev.riskflow.privacy;

import dev.riskflow.flow.office.ErasingFlow;
import dev.riskflow.provider.FlowId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases flows, each in a transaction of its own, and the proof with it. Of a user, the order is committed first: from
 * then on it is finished, by whoever comes to it, and no start gets past it.
 */
@Component
class Erasing {

    private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);
    private static final int BATCH = 100;

    private final ErasureStore erasures;
    private final ErasingFlow flows;
    private final TransactionTemplate transaction;

    /** Two that lock several flows may meet in the middle; PostgreSQL ends one of them, and it does its work again. */
    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(10)
            .delay(Duration.ofMillis(50))
            .jitter(Duration.ofMillis(25))
            .includes(PessimisticLockingFailureException.class)
            .build());

    Erasing(ErasureStore erasures, ErasingFlow flows, TransactionTemplate transaction) {
        this.erasures = erasures;
        this.flows = flows;
        this.transaction = transaction;
    }

    /** False if there is no such flow, and none was erased. */
    boolean erase(FlowId flow, String client) {
        boolean erased = inTransaction(() -> flows.erase(flow)
                .map(gone -> {
                    erasures.prove(flow, gone, client);
                    return true;
                })
                .orElse(false));
        return erased || erasures.isProven(flow);
    }

    /**
     * Erases what is held on a user, as far as it can within so many batches.
     *
     * @return whether nothing is left; if not, it goes on by itself
     */
    boolean erase(UserId user, String client, int batches) {
        return carryOut(erasures.order(user, client), batches);
    }

    /** Goes on with what was begun and not finished. */
    void finishAll() {
        List<SealedOrder> orders = erasures.unfinished(0, BATCH);
        while (!orders.isEmpty()) {
            orders.forEach(this::finish);
            orders = erasures.unfinished(orders.getLast().nr(), BATCH);
        }
    }

    /** One that can't be finished, or not even opened, must not keep the others. */
    private void finish(SealedOrder order) {
        try {
            carryOut(erasures.open(order), Integer.MAX_VALUE);
        } catch (RuntimeException e) {
            LOG.error("erasure {}: not finished, and will be tried again", order.id(), e);
        }
    }

    /** Whether nothing is left; others may carry out the same order meanwhile. */
    boolean carryOut(ErasureOrder order, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            List<FlowId> found = flows.findOfUser(order.user().value(), BATCH);
            if (found.isEmpty()) {
                erasures.finish(order);
                LOG.info("erasure {}: finished", order.id());
                return true;
            }
            for (FlowId flow : found) {
                if (!erase(order, flow)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** False if the order is finished: then the flow came after it, and is none of those that were to go. */
    private boolean erase(ErasureOrder order, FlowId flow) {
        return inTransaction(() -> {
            boolean underWay = erasures.isUnderWay(order);
            if (underWay) {
                flows.erase(flow).ifPresent(gone -> erasures.add(order, gone));
            }
            return underWay;
        });
    }

    private boolean inTransaction(Supplier<Boolean> work) {
        try {
            return Boolean.TRUE.equals(retry.execute(() -> transaction.execute(status -> work.get())));
        } catch (RetryException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }
}
