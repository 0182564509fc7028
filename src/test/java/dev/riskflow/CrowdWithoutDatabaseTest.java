package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.riskflow.environment.FreePort;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** While no database answers, and more want a connection than the pool has. */
@Timeout(60)
class CrowdWithoutDatabaseTest {

    private static final int CROWD = 24;
    private static final long PATIENCE_MILLIS = 2_000;

    private final HikariDataSource pool = new HikariDataSource();
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whoHasWaitedLongEnoughIsToldWhatOthersHaveBeenTold() throws Exception {
        SharedConnections connections = connections("jdbc:postgresql://localhost:" + FreePort.find() + "/away");
        CountDownLatch all = new CountDownLatch(CROWD);
        try (ExecutorService callers = Executors.newFixedThreadPool(CROWD)) {
            List<Future<Connection>> asked = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                asked.add(callers.submit(() -> {
                    all.countDown();
                    all.await();
                    return connections.getConnection();
                }));
            }

            for (Future<Connection> caller : asked) {
                assertThatThrownBy(caller::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(SQLException.class);
            }
        }
        // Each attempt takes the pool's patience: as many as callers would have kept the last one waiting for 48 s.
        assertThat(attempts).hasValueBetween(1, CROWD / 4);
    }

    @Test
    void whoComesLaterAsksForHimself() throws Exception {
        SharedConnections connections = connections("jdbc:postgresql://localhost:" + FreePort.find() + "/away");
        assertThatThrownBy(connections::getConnection).isInstanceOf(SQLException.class);
        assertThatThrownBy(connections::getConnection).isInstanceOf(SQLException.class);
        assertThat(attempts).hasValue(2);
    }

    private SharedConnections connections(String url) {
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        pool.setInitializationFailTimeout(-1);
        return new SharedConnections(pool, failure -> attempts.incrementAndGet());
    }
}
