package dev.riskflow.environment;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** For {@link ObservedJdbc}: a plan inside a transaction comes too late to be told whose it is. */
public final class WithoutTransaction extends TransactionTemplate {

    private static final long serialVersionUID = 1L;

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        TransactionStatus status = new SimpleTransactionStatus();
        return action.doInTransaction(status);
    }
}
