package dev.riskflow;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Work that no caller waits for: jobs, and what they start on threads of their own. */
final class BackgroundWork {

    /** Inherited, so that a token request which a job has started is its work as well. */
    private static final InheritableThreadLocal<Boolean> MARK = new InheritableThreadLocal<>();

    private BackgroundWork() {}

    /** How long a job that is due lets requests go first. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Jobs spend their time waiting for the provider, which a virtual thread does for nothing. While requests wait for
     * their turn, none is begun: a browser can't wait, and a job may.
     */
    static ExecutorService threads(RequestTurns requests) {
        ThreadFactory factory = Thread.ofVirtual().name("job-", 0).factory();
        return Executors.newThreadPerTaskExecutor(task -> factory.newThread(() -> {
            MARK.set(true);
            requests.awaitCalm(PATIENCE);
            task.run();
        }));
    }

    /** Whether the current thread does such work. */
    static boolean isUnderWay() {
        return Boolean.TRUE.equals(MARK.get());
    }
}
