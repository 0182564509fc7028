package dev.riskflow.flow;

import jakarta.persistence.PostPersist;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One log line per transition, and word of it to all instances, once it is committed: nobody is told of what did not
 * happen.
 */
class TransitionLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.riskflow.flow.transitions");

    private final Announcer announcer;

    TransitionLog(Announcer announcer) {
        this.announcer = announcer;
    }

    @PostPersist
    void written(FlowTransition transition) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                LOG.info("flow {}: {}", transition.flowId(), describe(transition));
                announcer.announce(transition.flowId());
            }
        });
    }

    private static String describe(FlowTransition transition) {
        FailureReason reason = transition.reason();
        return transition.status().text() + (reason == null ? "" : " (" + reason.text() + ")");
    }
}
