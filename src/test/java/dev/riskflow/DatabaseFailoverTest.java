package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.riskflow.environment.EmbeddedDatabase;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After a failover the pool's connections lead to a standby; the name that new ones are opened with, to the primary. */
class DatabaseFailoverTest {

    private final HikariDataSource pool = poolOfOne();
    private final JdbcClient jdbc = JdbcClient.create(new SharedConnections(pool, failure -> {}));

    private static HikariDataSource poolOfOne() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(EmbeddedDatabase.shared().createDatabase());
        pool.setMaximumPoolSize(1);
        pool.setExceptionOverride(new DatabaseFailures(Clock.systemUTC()));
        return pool;
    }

    @BeforeEach
    void openConnection() {
        jdbc.sql("CREATE TABLE written (n integer)").update();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void connectionThatTakesNoWritesIsReplaced() {
        jdbc.sql("SET default_transaction_read_only = on").update();
        assertThatThrownBy(this::write).isInstanceOf(DataAccessException.class);

        assertThat(write()).isOne();
    }

    @Test
    void connectionWhoseStatementWasAtFaultIsKept() {
        int before = backend();
        assertThatThrownBy(() -> jdbc.sql("SELECT 1 / 0").query(Integer.class).single())
                .isInstanceOf(DataAccessException.class);

        assertThat(backend()).isEqualTo(before);
    }

    private int write() {
        return jdbc.sql("INSERT INTO written VALUES (1)").update();
    }

    private int backend() {
        return jdbc.sql("SELECT pg_backend_pid()").query(Integer.class).single();
    }
}
