package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.riskflow.environment.EmbeddedDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;

/** The gauge of those who wait for a connection: the pool's own knows of none, since they wait in front of it. */
@Timeout(60)
class AwaitedConnectionsTest {

    private static final int POOL = 4;

    private final HikariDataSource pool = new HikariDataSource();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @SuppressWarnings("NullAway.Init")
    private SharedConnections connections;

    @BeforeEach
    void open() {
        pool.setJdbcUrl(EmbeddedDatabase.shared().createDatabase());
        pool.setMaximumPoolSize(POOL);
        connections = new SharedConnections(pool, failure -> {});
        connections.countAwaited(registry);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whoWaitsIsCounted() throws Exception {
        Connection[] all = new Connection[POOL];
        for (int i = 0; i < POOL; i++) {
            all[i] = connections.getConnection();
        }
        assertThat(awaited()).isZero();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3 * POOL; i++) {
                Future<?> _ = callers.submit(this::useConnection);
            }
            await().until(() -> awaited() == 3 * POOL);
            for (Connection connection : all) {
                connection.close();
            }
        }
        assertThat(awaited()).isZero();
    }

    /** They may be hundreds, and are meant to wait. */
    @Test
    void jobsThatWaitForTheirHalfAreNotCounted() throws Exception {
        CompletableFuture<Void> release = new CompletableFuture<>();
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        try (ExecutorService jobs = BackgroundWork.threads(new RequestTurns(1))) {
            for (int i = 0; i < POOL / 2; i++) {
                CompletableFuture<Void> taken = new CompletableFuture<>();
                Future<?> _ = jobs.submit(() -> {
                    try (Connection _ = connections.getConnection()) {
                        taken.complete(null);
                        return release.get();
                    }
                });
                taken.get();
            }
            Future<?> another = jobs.submit(() -> {
                waiting.complete(Thread.currentThread());
                return useConnection();
            });
            Thread thread = waiting.get();
            await().until(thread::getState, Thread.State.TIMED_WAITING::equals);

            try {
                assertThat(awaited()).isZero();
            } finally {
                release.complete(null);
            }
            another.get();
        }
    }

    /** Nor does who only looks whether the database answers wait for those who work with it. */
    @Test
    void aGlanceWaitsForNobody() throws Exception {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            all.add(connections.getConnection());
        }
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> behind = callers.submit(this::useConnection);
            await().until(() -> awaited() == 1);

            assertThat(callers.submit(() -> Glance.at(() -> new DataSourceHealthIndicator(connections).health()))
                            .get(20, TimeUnit.SECONDS)
                            .getStatus())
                    .isEqualTo(Status.UP);
            assertThat(behind.isDone()).isFalse();

            for (Connection connection : all) {
                connection.close();
            }
            behind.get();
        }
    }

    private Void useConnection() throws SQLException {
        connections.getConnection().close();
        return null;
    }

    private double awaited() {
        return registry.get("riskflow.database.connections.awaited").gauge().value();
    }
}
