package dev.riskflow.flow.life;

import jakarta.persistence.PostPersist;

/** Hears of the transitions that go through the persistence context. */
class WrittenTransition {

    private final TransitionLog log;

    WrittenTransition(TransitionLog log) {
        this.log = log;
    }

    @PostPersist
    void written(FlowTransition transition) {
        log.tell(TakenStep.of(transition));
    }
}
