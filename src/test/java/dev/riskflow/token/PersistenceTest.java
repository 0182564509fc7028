package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.EmbeddedDatabase;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the database refuses to store for a while. */
@ExtendWith(OutputCaptureExtension.class)
class PersistenceTest {

    private final JdbcClient jdbc = JdbcClient.create(
            new DriverManagerDataSource(EmbeddedDatabase.shared().createDatabase()));
    private final AtomicInteger attempts = new AtomicInteger();

    /** As during a maintenance for which somebody took rights away, or a change of the schema. */
    @Test
    void whatAnOperatorCanMendIsTriedUntilItIs(CapturedOutput output) {
        new Persistence().untilStored(() -> {
            if (attempts.incrementAndGet() == 3) {
                jdbc.sql("CREATE TABLE kept (token text)").update();
            }
            keep("token-secret");
        });

        assertThat(jdbc.sql("SELECT token FROM kept").query(String.class).list())
                .containsExactly("token-secret");
        assertThat(output.getAll().lines().filter(line -> line.contains("ERROR") && line.contains("42P01")))
                .hasSize(2);
        assertThat(output).doesNotContain("token-secret");
    }

    @Test
    void whatNobodyCanMendIsTriedOnce() {
        jdbc.sql("CREATE TABLE kept (token varchar(1))").update();

        assertThatThrownBy(() -> new Persistence().untilStored(() -> {
                    attempts.incrementAndGet();
                    keep("too long");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(DataIntegrityViolationException.class);
        assertThat(attempts).hasValue(1);
    }

    /** A database may be away for hours, and what waits for it waits in memory. */
    @Test
    void whatFailedIsForgotten() {
        List<WeakReference<Exception>> failures = new ArrayList<>();
        new Persistence().untilStored(() -> {
            if (attempts.incrementAndGet() < 4) {
                TransientDataAccessResourceException away = new TransientDataAccessResourceException("away");
                failures.add(new WeakReference<>(away));
                throw away;
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> { // one collection need not take all that is dead
                                System.gc();
                                assertThat(failures.getFirst().get()).isNull();
                            });
        });
        assertThat(failures).hasSize(3);
    }

    private void keep(String token) {
        jdbc.sql("INSERT INTO kept VALUES (:token)").param("token", token).update();
    }
}
