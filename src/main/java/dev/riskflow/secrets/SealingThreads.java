package dev.riskflow.secrets;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads that live as long as the process, and seal. Tink keeps a source of randomness for each thread that it is
 * called on, and making one costs more than a thousand seals; requests and jobs have virtual threads, each new.
 */
final class SealingThreads {

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("sealing-", 0).factory());

    private SealingThreads() {}

    static byte[] encrypt(Aead aead, byte[] plain, byte[] associatedData) throws GeneralSecurityException {
        try {
            return CompletableFuture.supplyAsync(() -> sealed(aead, plain, associatedData), THREADS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure.cause;
            }
            throw e;
        }
    }

    private static byte[] sealed(Aead aead, byte[] plain, byte[] associatedData) {
        try {
            return aead.encrypt(plain, associatedData);
        } catch (GeneralSecurityException e) {
            throw new Failure(e);
        }
    }

    /** Carries a checked exception from one thread to the other. */
    private static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final GeneralSecurityException cause;

        Failure(GeneralSecurityException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
