package dev.riskflow.flow.events;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.office.RetryingFlow;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Where a flow's events end. Whether a failure can still be undone is for the flow to say, and not for its followers. */
@Component
class Ends {

    private final RetryingFlow retryingFlow;

    Ends(RetryingFlow retryingFlow) {
        this.retryingFlow = retryingFlow;
    }

    /**
     * Whether no other transition will come after the position.
     *
     * @param status that the flow has there
     */
    boolean isAt(FlowStatus status, Position position) {
        return switch (status) {
            case COMPLETED -> true;
            case FAILED -> isForGood(position);
            case AWAITING_USER, AWAITING_CONFIRMATION, AUTHORIZED, FETCHING, CANCELLED, EXPIRED -> false;
        };
    }

    /** Where the database is away, that is not known: then it is asked again. */
    private boolean isForGood(Position position) {
        try {
            return retryingFlow.endsAt(position.flow(), position.seq());
        } catch (DataAccessException | TransactionException e) {
            return false;
        }
    }
}
