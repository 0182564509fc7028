package dev.riskflow;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool of connections of which background work gets half at most. Its jobs may be hundreds; without a limit, the
 * browser that brings a code would queue behind them, and be turned away when the queue is too long.
 */
final class SharedConnections extends DelegatingDataSource {

    /** Jobs may wait longer than callers, and it is no sign that the database is away. */
    private static final int PATIENCE_SECONDS = 30;

    private final Semaphore forBackground;

    /** @param size of the pool */
    SharedConnections(DataSource pool, int size) {
        super(pool);
        this.forBackground = new Semaphore(Math.max(1, size / 2), true);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!BackgroundWork.isUnderWay()) {
            return super.getConnection();
        }
        awaitTurn();
        try {
            return returned(super.getConnection());
        } catch (SQLException | RuntimeException e) {
            forBackground.release();
            throw e;
        }
    }

    private void awaitTurn() throws SQLException {
        try {
            if (!forBackground.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("Background work has all the connections it may have");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while waiting for a connection", e);
        }
    }

    /** Gives the turn back when it is closed. */
    private Connection returned(Connection connection) {
        AtomicBoolean closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                SharedConnections.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    try {
                        return call(connection, method, given);
                    } finally {
                        if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
                            forBackground.release();
                        }
                    }
                });
    }

    private static @Nullable Object call(Connection connection, Method method, @Nullable Object @Nullable [] given)
            throws Throwable {
        try {
            return method.invoke(connection, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
