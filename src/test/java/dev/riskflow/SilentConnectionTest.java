package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.riskflow.environment.EmbeddedDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A connection in which nothing comes any more, though nobody has closed it. */
@Timeout(20)
class SilentConnectionTest {

    private static final int USUAL_SECONDS = 60;

    private final HikariDataSource pool = new HikariDataSource();

    @SuppressWarnings("NullAway.Init")
    private SharedConnections connections;

    @BeforeEach
    void open() {
        pool.setJdbcUrl(EmbeddedDatabase.shared().createDatabase());
        pool.addDataSourceProperty("socketTimeout", Integer.toString(USUAL_SECONDS));
        pool.setMaximumPoolSize(1);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(2_000);
        connections = new SharedConnections(pool, failure -> {});
    }

    @AfterEach
    void close() {
        pool.close();
    }

    /** Probes are repeated, and each would wait for the one before: an instance would be out of service for a minute. */
    @Test
    void aGlanceDoesNotWaitForItAsLongAsOthersDo() {
        JdbcClient jdbc = JdbcClient.create(connections);

        assertThatThrownBy(() ->
                        Glance.at(() -> jdbc.sql("SELECT pg_sleep(30)").query().singleRow()))
                .isInstanceOf(DataAccessException.class);

        assertThat(Glance.<Integer, RuntimeException>at(
                        () -> jdbc.sql("SELECT 1").query(Integer.class).single()))
                .isOne();
    }

    @Test
    void whoGetsAGlancesConnectionNextWaitsAsUsual() throws SQLException {
        Glance.at(() -> {
            connections.getConnection().close();
            return null;
        });

        try (var connection = connections.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(USUAL_SECONDS * 1_000);
        }
    }
}
