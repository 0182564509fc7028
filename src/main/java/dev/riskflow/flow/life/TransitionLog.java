package dev.riskflow.flow.life;

import dev.riskflow.flow.FailureReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One log line per transition, its count, and word of it to all instances, once it is committed: nobody is told of what
 * did not happen.
 */
@Component
class TransitionLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.riskflow.flow.transitions");

    private final Announcer announcer;
    private final FlowMeters meters;

    TransitionLog(Announcer announcer, FlowMeters meters) {
        this.announcer = announcer;
        this.meters = meters;
    }

    /** At once if the statement that wrote it has committed by itself, else after the caller's commit. */
    void tell(TakenStep step) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            told(step);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                told(step);
            }
        });
    }

    private void told(TakenStep step) {
        log(step);
        meters.count(step);
        announcer.announce(step.flow());
    }

    /** With the same once more as fields, for a structured log. */
    private static void log(TakenStep step) {
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("flow.id", step.flow())
                .addKeyValue("flow.status", step.status().text());
        FailureReason reason = step.reason();
        (reason == null ? line : line.addKeyValue("flow.reason", reason.text()))
                .log("flow {}: {}", step.flow(), describe(step));
    }

    private static String describe(TakenStep step) {
        FailureReason reason = step.reason();
        return step.status().text() + (reason == null ? "" : " (" + reason.text() + ")");
    }
}
