package dev.riskflow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A backup reads a table that the new version changes. Whoever waits for such a lock has all who come later wait behind
 * it, the running instances among them: so it gives up soon, and leaves the line.
 */
@ExtendWith(OutputCaptureExtension.class)
class LockedTableTest {

    private final String url = EmbeddedDatabase.shared().createDatabase();
    private final DataSource database = new DriverManagerDataSource(url);

    @Test
    @Timeout(value = 45, unit = TimeUnit.SECONDS)
    void migrationThatHasToWaitEndsTheStart(CapturedOutput printed) throws SQLException {
        Flyway.configure().dataSource(database).target("2").load().migrate();
        try (Connection backup = database.getConnection();
                Statement statement = backup.createStatement()) {
            backup.setAutoCommit(false);
            statement.execute("LOCK TABLE flow IN ACCESS SHARE MODE");

            FailedStart.with(FailedStart.settings(url));

            assertThat(printed.getAll()).contains("lock timeout").doesNotContain("Started RiskflowApplication");
            assertThat(waiting()).isZero();
        }
        assertThat(Flyway.configure().dataSource(database).load().migrate().success)
                .isTrue();
    }

    private int waiting() {
        return JdbcClient.create(database)
                .sql(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .query(Integer.class)
                .single();
    }
}
