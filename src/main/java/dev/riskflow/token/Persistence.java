package dev.riskflow.token;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 * spent, so giving up would lose the access; a database that is away is waited for while the process lives, and so is an
 * operator who has taken a right or a column away.
 *
 * <p>Until then the process must not die. So it is done on a thread that inherits nothing: whatever has asked for the
 * token, a job perhaps, which may have to queue for a connection, storing it is no part of that work.
 */
@Component
class Persistence {

    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);

    private static final Thread.Builder.OfVirtual PERSISTENCE =
            Thread.ofVirtual().name("token-persistence").inheritInheritableThreadLocals(false);

    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(Long.MAX_VALUE)
            .delay(Duration.ofMillis(200))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(10))
            .includes(DataAccessException.class, TransactionException.class)
            // Our own mistake: waiting would not mend it.
            .excludes(DataIntegrityViolationException.class)
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
            retry.execute(() -> attempt(statement));
        } catch (RetryException e) {
            throw new IllegalStateException("Issued tokens could not be stored", e.getCause());
        }
    }

    private static boolean attempt(Runnable statement) {
        try {
            statement.run();
            return true;
        } catch (InvalidDataAccessResourceUsageException e) { // nobody may notice it but by what is not stored
            LOG.error(
                    "The database refuses to store issued tokens ({}); they are kept, and offered again",
                    e.getMostSpecificCause() instanceof SQLException refusal ? refusal.getSQLState() : "no SQLSTATE");
            throw e;
        }
    }
}
