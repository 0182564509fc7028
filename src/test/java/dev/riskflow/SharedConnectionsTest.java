package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** However many jobs want a connection, whoever is waited for gets one. */
@RiskflowTest
@Timeout(60)
class SharedConnectionsTest {

    private static final int POOL = 10;
    private static final int JOBS = 4 * POOL;

    private final DataSource connections;
    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final JdbcClient jdbc;
    private final AtomicInteger inUse = new AtomicInteger();
    private final AtomicInteger mostInUse = new AtomicInteger();
    private final CountDownLatch halfTaken = new CountDownLatch(POOL / 2);
    private final CountDownLatch release = new CountDownLatch(1);

    SharedConnectionsTest(DataSource connections, Riskflow riskflow, SandboxProvider provider, JdbcClient jdbc) {
        this.connections = connections;
        this.riskflow = riskflow;
        this.provider = provider;
        this.jdbc = jdbc;
    }

    @Test
    void jobsShareHalfOfThePool() throws Exception {
        try (ExecutorService jobs = BackgroundWork.threads(new RequestTurns(1))) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < JOBS; i++) {
                all.add(jobs.submit(this::holdConnection));
            }
            assertThat(halfTaken.await(30, TimeUnit.SECONDS)).isTrue();

            long start = System.nanoTime();
            try (Connection mine = connections.getConnection()) {
                assertThat(mine.isValid(5)).isTrue();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));

            release.countDown();
            for (Future<?> job : all) {
                job.get();
            }
        }
        assertThat(mostInUse).hasValueLessThanOrEqualTo(POOL / 2);
    }

    /** They are in this process's memory only, and the code that brought them is spent. */
    @Test
    void tokensThatCameAreStoredWhileJobsHaveAllOfTheirHalf() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        Link link = riskflow.startOneTime();
        Misfortune.always(provider, link, Operation.EXCHANGE, Mishap.held(answer));
        riskflow.authorize(link);
        assertThat(provider.ledger()
                        .await(
                                entry -> entry.operation() == Operation.EXCHANGE && entry.concerns(link.flowId()),
                                1,
                                Duration.ofSeconds(30)))
                .isTrue();
        try (ExecutorService jobs = BackgroundWork.threads(new RequestTurns(1))) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < POOL / 2; i++) {
                all.add(jobs.submit(this::holdConnection));
            }
            assertThat(halfTaken.await(30, TimeUnit.SECONDS)).isTrue();
            answer.countDown();

            try {
                await().atMost(Duration.ofSeconds(10)).until(() -> grantState(link), "ACTIVE"::equals);
            } finally {
                release.countDown();
            }
            for (Future<?> job : all) {
                job.get();
            }
        }
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    /** Or all instances would be taken for unready at once, and the database for one that is away. */
    @Test
    void whetherTheDatabaseAnswersIsToldWhileOthersHaveAllConnections() throws Exception {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < POOL; i++) {
                all.add(connections.getConnection());
            }
            assertThat(riskflow.nobody().get("/actuator/health/readiness").status())
                    .isEqualTo(200);
            assertThat(riskflow.monitor().get("/actuator/prometheus").text())
                    .contains("\nriskflow_database_up 1.0\n")
                    .doesNotContain("\nriskflow_jobs_waiting NaN\n");
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    private String grantState(Link link) {
        return jdbc.sql("SELECT state FROM token_grant WHERE flow_id = :flow")
                .param("flow", link.flowId())
                .query(String.class)
                .single();
    }

    private Void holdConnection() throws Exception {
        try (Connection connection = connections.getConnection()) {
            assertThat(connection.isClosed()).isFalse();
            mostInUse.accumulateAndGet(inUse.incrementAndGet(), Math::max);
            halfTaken.countDown();
            release.await();
            inUse.decrementAndGet();
        }
        return null;
    }

    @Test
    void whatAJobStartsIsItsWork() throws Exception {
        try (ExecutorService jobs = BackgroundWork.threads(new RequestTurns(1))) {
            assertThat(jobs.submit(() -> CompletableFuture.supplyAsync(
                                            BackgroundWork::isUnderWay, Thread::startVirtualThread)
                                    .get())
                            .get())
                    .isTrue();
        }
        assertThat(BackgroundWork.isUnderWay()).isFalse();
    }
}
