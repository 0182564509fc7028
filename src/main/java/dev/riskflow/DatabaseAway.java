package dev.riskflow;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A database that is away, or too busy, is a delay for whoever wanted something of it, and no defect of ours. */
public final class DatabaseAway {

    /** Who asked is told to come again after so long: the value of {@code Retry-After}. */
    public static final String RETRY_AFTER = "5";

    private DatabaseAway() {}

    /** Whether something failed for that, and may work in a while. */
    public static boolean explains(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof CannotCreateTransactionException) {
                return true;
            }
        }
        return false;
    }
}
