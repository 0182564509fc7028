package dev.riskflow.flow.events;

import com.zaxxer.hikari.HikariDataSource;
import dev.riskflow.flow.life.Announcer;
import dev.riskflow.provider.FlowId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Listens to what all instances announce, on a connection of its own: one of the pool's would be held for good. When it
 * was cut off it connects again, and takes all flows that are followed as announced.
 */
@Component
class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final int MOST_DOUBLINGS = 5;

    private final HikariDataSource pool;
    private final OpenStreams streams;
    private final Delivery delivery;
    private volatile @Nullable Thread thread;

    Notifications(DataSource pool, OpenStreams streams, Delivery delivery) throws SQLException {
        this.pool = pool.unwrap(HikariDataSource.class);
        this.streams = streams;
        this.delivery = delivery;
    }

    void start() {
        Thread started = Thread.ofVirtual().name("flow-notifications").unstarted(this::run);
        thread = started;
        started.start();
    }

    /** An interrupted virtual thread's socket is closed: it does not wait for the silence to end. */
    void stop() {
        Thread stopped = thread;
        thread = null;
        if (stopped != null) {
            stopped.interrupt();
        }
    }

    private void run() {
        int failures = 0;
        while (isWanted()) {
            try (Connection connection = connect()) {
                listen(connection);
                LOG.debug("Listening");
                failures = 0;
                receive(connection);
            } catch (SQLException | RuntimeException e) { // nothing may end this thread
                if (isWanted()) {
                    LOG.warn(
                            "Not listening to announcements ({}); connecting again",
                            e.getClass().getSimpleName());
                    pause(failures++);
                }
            }
        }
    }

    private boolean isWanted() {
        return Thread.currentThread().equals(thread);
    }

    /** As the pool does now: its settings, time-outs among them, are the operator's. */
    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        put(properties, "user", pool.getCredentials().getUsername());
        put(properties, "password", pool.getCredentials().getPassword());
        properties.put("ApplicationName", "riskflow-events");
        return DriverManager.getConnection(pool.getJdbcUrl(), properties);
    }

    private static void put(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + Announcer.CHANNEL);
        }
        // What was announced before is lost.
        delivery.due(streams.flows());
    }

    private void receive(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (isWanted()) {
            // With a time-out of its own, whatever socketTimeout is.
            PGNotification[] received = postgres.getNotifications((int) SILENCE.toMillis());
            if (received.length > 0) {
                delivery.due(flows(received));
            } else {
                askForLife(connection);
            }
        }
    }

    /** A connection that died silently looks like one on which nothing is said. */
    private static void askForLife(Connection connection) throws SQLException {
        if (!connection.isValid((int) SILENCE.toSeconds())) {
            throw new SQLException("The connection is dead", "08006");
        }
    }

    private static List<FlowId> flows(PGNotification... received) {
        return Stream.of(received)
                .map(notification -> new FlowId(notification.getParameter()))
                .distinct()
                .toList();
    }

    private static void pause(int failures) {
        try {
            Thread.sleep(SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
