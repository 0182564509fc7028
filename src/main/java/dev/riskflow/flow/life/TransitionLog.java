package dev.riskflow.flow.life;

import dev.riskflow.flow.FailureReason;
import jakarta.persistence.PostPersist;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One log line per transition, its count, and word of it to all instances, once it is committed: nobody is told of what
 * did not happen.
 */
class TransitionLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.riskflow.flow.transitions");

    private final Announcer announcer;
    private final FlowMeters meters;

    TransitionLog(Announcer announcer, FlowMeters meters) {
        this.announcer = announcer;
        this.meters = meters;
    }

    @PostPersist
    void written(FlowTransition transition) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                log(transition);
                meters.count(transition);
                announcer.announce(transition.flowId());
            }
        });
    }

    /** With the same once more as fields, for a structured log. */
    private static void log(FlowTransition transition) {
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("flow.id", transition.flowId())
                .addKeyValue("flow.status", transition.status().text());
        FailureReason reason = transition.reason();
        (reason == null ? line : line.addKeyValue("flow.reason", reason.text()))
                .log("flow {}: {}", transition.flowId(), describe(transition));
    }

    private static String describe(FlowTransition transition) {
        FailureReason reason = transition.reason();
        return transition.status().text() + (reason == null ? "" : " (" + reason.text() + ")");
    }
}
