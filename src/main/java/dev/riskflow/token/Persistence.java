package dev.riskflow.token;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Stores what exists only in this process's memory: a token that the provider has just issued. Its predecessor is
 * spent, so giving up would lose the access; a database that is away is waited for while the process lives.
 *
 * <p>Until then the process must not die. So it is done on a thread that inherits nothing: whatever has asked for the
 * token, a job perhaps, which may have to queue for a connection, storing it is no part of that work.
 */
@Component
class Persistence {

    private static final Thread.Builder.OfVirtual PERSISTENCE =
            Thread.ofVirtual().name("token-persistence").inheritInheritableThreadLocals(false);

    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(Long.MAX_VALUE)
            .delay(Duration.ofMillis(200))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(10))
            .includes(DataAccessException.class, TransactionException.class)
            // Our own mistakes: waiting would not mend them.
            .excludes(DataIntegrityViolationException.class, InvalidDataAccessResourceUsageException.class)
            .build());

    void untilStored(Runnable statement) {
        try {
            CompletableFuture.runAsync(() -> storeAtLast(statement), PERSISTENCE::start)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void storeAtLast(Runnable statement) {
        try {
            retry.execute(() -> {
                statement.run();
                return true;
            });
        } catch (RetryException e) {
            throw new IllegalStateException("Issued tokens could not be stored", e.getCause());
        }
    }
}
