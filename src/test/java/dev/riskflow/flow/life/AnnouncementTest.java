package dev.riskflow.flow.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.transaction.support.TransactionTemplate;

/** When word of a transition goes to all instances. */
@RiskflowTest
class AnnouncementTest {

    private static final int LIMIT_MILLIS = 10_000;

    private final Riskflow riskflow;
    private final FlowRepository flows;
    private final EntityManager entities;
    private final Announcer announcer;
    private final TransactionTemplate transaction;
    private final DataSource database;

    AnnouncementTest(
            Riskflow riskflow,
            FlowRepository flows,
            EntityManager entities,
            Announcer announcer,
            TransactionTemplate transaction,
            DataSource database) {
        this.riskflow = riskflow;
        this.flows = flows;
        this.entities = entities;
        this.announcer = announcer;
        this.transaction = transaction;
        this.database = database;
    }

    /** Before, whoever hears of it would find nothing new, and look again only seconds later. */
    @Test
    void aTransitionIsAnnouncedOnceItIsCommitted() throws SQLException {
        String flow = riskflow.startOneTime().flowId();
        try (Listener listener = new Listener(database.getConnection())) {
            listener.heardUntil(marker()); // what the start has to say may come late
            transaction.executeWithoutResult(status -> {
                cancel(flow);
                assertThat(listener.heardUntil(marker())).doesNotContain(flow);
            });

            assertThat(listener.heardUntil(marker())).contains(flow);
        }
    }

    @Test
    void whatIsRolledBackIsNotAnnounced() throws SQLException {
        String flow = riskflow.startOneTime().flowId();
        try (Listener listener = new Listener(database.getConnection())) {
            listener.heardUntil(marker()); // what the start has to say may come late
            transaction.executeWithoutResult(status -> {
                cancel(flow);
                status.setRollbackOnly();
            });

            assertThat(listener.heardUntil(marker())).doesNotContain(flow);
        }
    }

    /** Written, and not committed. */
    private void cancel(String flow) {
        flows.lock(flow).orElseThrow().cancelled(Instant.now());
        entities.flush();
    }

    /** What is announced next: whatever was announced before it is heard before it, or with it. */
    private String marker() {
        String marker = UUID.randomUUID().toString();
        announcer.announce(new FlowId(marker));
        return marker;
    }

    /** An instance that listens. */
    private static final class Listener implements AutoCloseable {

        private final Connection connection;

        Listener(Connection connection) {
            this.connection = connection;
            execute("LISTEN " + Announcer.CHANNEL);
        }

        List<String> heardUntil(String marker) {
            List<String> heard = new ArrayList<>();
            while (!heard.contains(marker)) {
                PGNotification[] received = receive();
                assertThat(received).as("announcements within a while").isNotEmpty();
                for (PGNotification each : received) {
                    heard.add(each.getParameter());
                }
            }
            return heard;
        }

        /** The connection goes back to the pool. */
        @Override
        public void close() throws SQLException {
            execute("UNLISTEN *");
            connection.close();
        }

        private PGNotification[] receive() {
            try {
                return connection.unwrap(PGConnection.class).getNotifications(LIMIT_MILLIS);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void execute(String sql) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
