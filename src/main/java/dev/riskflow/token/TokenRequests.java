package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Runs token requests apart from whoever waits for them: a caller may give up, or be interrupted; the request may not,
 * since its answer is the only copy of a new token.
 */
@Component
@DependsOnDatabaseInitialization // so that the database is still there when shutdown waits for the last ones
class TokenRequests {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentMap<FlowId, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final ObservationRegistry observations;

    TokenRequests(ObservationRegistry observations) {
        this.observations = observations;
    }

    /**
     * Starts work for a flow, unless some is under way in this process: then the caller shares that.
     *
     * @return ends when the work has, for whatever reason
     * @throws java.util.concurrent.RejectedExecutionException if the service is shutting down
     */
    CompletableFuture<Void> start(FlowId flow, Runnable work) {
        // Removed before the future ends, so that a caller who sees the end and asks again starts something new.
        return underWay.computeIfAbsent(
                flow,
                id -> start(() -> {
                    try {
                        work.run();
                    } finally {
                        underWay.remove(id);
                    }
                }));
    }

    private CompletableFuture<Void> start(Runnable work) {
        Observation starter = observations.getCurrentObservation();
        // In the trace of whoever was the first to ask.
        return CompletableFuture.runAsync(starter == null ? work : () -> starter.scoped(work), threads);
    }

    /** Waits for every request under way, and for what it brought to be stored: stopping sooner would lose tokens. */
    @PreDestroy
    void close() {
        threads.close();
    }
}
