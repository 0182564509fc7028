package dev.riskflow.provider;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The rule that nobody holds a database connection while the provider answers: a slow provider would drain the pool,
 * and everything else would wait for it.
 */
public final class NoTransaction {

    private NoTransaction() {}

    /**
     * Called before a call, or a wait for one. A scope that only suspends or forbids transactions counts as well: it
     * binds the connection that was used in it until it ends.
     *
     * @throws IllegalStateException if this thread is in a transaction
     */
    public static void require() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("No transaction may be open while the provider answers");
        }
    }
}
