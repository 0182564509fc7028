package dev.riskflow.token;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

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

    private final ExponentialBackOff pauses = new ExponentialBackOff(200, 2);

    Persistence() {
        pauses.setMaxInterval(10_000);
    }

    void untilStored(Runnable statement) {
        try {
            CompletableFuture.runAsync(() -> storeAtLast(statement), PERSISTENCE::start)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** A loop of our own: a retry template keeps every failure, and a database may be away for hours. */
    private void storeAtLast(Runnable statement) {
        BackOffExecution pause = pauses.start();
        while (true) {
            try {
                statement.run();
                return;
            } catch (DataIntegrityViolationException e) { // our own mistake: waiting would not mend it
                throw new IllegalStateException("Issued tokens could not be stored", e);
            } catch (DataAccessException | TransactionException e) {
                report(e);
                pause(pause.nextBackOff());
            }
        }
    }

    /** What the database refuses, nobody may notice but by what is not stored. That it is away, all do. */
    private static void report(NestedRuntimeException failure) {
        if (failure instanceof InvalidDataAccessResourceUsageException) {
            LOG.error(
                    "The database refuses to store issued tokens ({}); they are kept, and offered again",
                    failure.getMostSpecificCause() instanceof SQLException refusal
                            ? refusal.getSQLState()
                            : "no SQLSTATE");
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) { // by nobody: the thread is known here only
            throw new IllegalStateException("Issued tokens could not be stored", e);
        }
    }
}
