package dev.riskflow;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool of connections that are waited for in the order of asking, and of which background work gets half at most. Its
 * jobs may be hundreds; without a limit, the browser that brings a code would queue behind them. The pool's own time-out
 * is short, and tells whether the database answers; here is waited for others who use it, which takes longer in a crowd,
 * and turns nobody away. Who has waited for as long as the pool would have them wait, and meanwhile another one was told
 * that the database does not answer, is told the same: in turns of a pool's size, a crowd would wait for minutes.
 *
 * <p>The pool has one more connection, for a {@link Glance}: it does not queue. Nor does it wait for an answer as others
 * do: one connection may have died silently, where the next one works.
 */
final class SharedConnections extends DelegatingDataSource {

    private static final int PATIENCE_SECONDS = 30;

    private final Semaphore all;
    private final Semaphore forBackground;
    private final Semaphore forGlances = new Semaphore(1, true);
    private final Duration patienceOfPool;
    private final Consumer<SQLException> failures;

    private volatile @Nullable Failure latest;

    /**
     * Not to be started yet.
     *
     * @param pool as large as it is to be for all but glances
     * @param failures is told why there was no connection to be had
     */
    SharedConnections(HikariDataSource pool, Consumer<SQLException> failures) {
        super(pool);
        this.patienceOfPool = Duration.ofMillis(pool.getConnectionTimeout());
        this.failures = failures;
        int size = pool.getMaximumPoolSize();
        this.all = new Semaphore(size, true);
        this.forBackground = new Semaphore(Math.max(1, size / 2), true);
        pool.setMaximumPoolSize(size + 1);
    }

    /**
     * Gauge: {@code riskflow.database.connections.awaited}. The pool's own number of them stays at none, since it is never
     * asked by more than it has connections. Jobs that wait for their half are no sign that there are too few.
     */
    void countAwaited(MeterRegistry registry) {
        Gauge.builder("riskflow.database.connections.awaited", all, Semaphore::getQueueLength)
                .description("Who waits for a connection of the pool")
                .register(registry);
    }

    @Override
    public Connection getConnection() throws SQLException {
        long asked = System.nanoTime();
        List<Semaphore> held = new ArrayList<>();
        try {
            for (Semaphore turns : turns()) {
                await(turns);
                held.add(turns);
            }
            return returned(connected(asked), held);
        } catch (SQLException | RuntimeException e) {
            held.forEach(Semaphore::release);
            throw e;
        }
    }

    /** What has to be waited for, in this order. */
    private List<Semaphore> turns() {
        if (Glance.isUnderWay()) {
            return List.of(forGlances);
        }
        return BackgroundWork.isUnderWay() ? List.of(forBackground, all) : List.of(all);
    }

    private Connection connected(long asked) throws SQLException {
        Failure failure = latest;
        if (failure != null && failure.at() - asked > 0 && System.nanoTime() - asked >= patienceOfPool.toNanos()) {
            throw new SQLTransientConnectionException("Another one has just had no connection", failure.why());
        }
        try {
            Connection connection = super.getConnection();
            latest = null;
            return Glance.isUnderWay() ? impatient(connection) : connection;
        } catch (SQLException e) {
            latest = new Failure(e, System.nanoTime());
            failures.accept(e);
            throw e;
        }
    }

    /** Until it is given back. */
    private Connection impatient(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(
                    Runnable::run, Math.clamp(patienceOfPool.multipliedBy(2).toMillis(), 0, Integer.MAX_VALUE));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void await(Semaphore turns) throws SQLException {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("Others have all the connections");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while waiting for a connection", e);
        }
    }

    /** Gives the turns back when it is closed. */
    private static Connection returned(Connection connection, List<Semaphore> held) {
        AtomicBoolean closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                SharedConnections.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    try {
                        return isUndone(connection, method) ? null : call(connection, method, given);
                    } finally {
                        if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
                            held.forEach(Semaphore::release);
                        }
                    }
                });
    }

    /**
     * What was not committed is rolled back already when its connection is gone. To refuse that would hide the failure
     * that closed it, which says that the database is away.
     */
    private static boolean isUndone(Connection connection, Method method) throws SQLException {
        return method.getName().equals("rollback") && method.getParameterCount() == 0 && connection.isClosed();
    }

    private static @Nullable Object call(Connection connection, Method method, @Nullable Object @Nullable [] given)
            throws Throwable {
        try {
            return method.invoke(connection, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private record Failure(SQLException why, long at) {}
}
