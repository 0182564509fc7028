package dev.riskflow.flow.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.LoadedDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A flow is taken over, or its successor deleted, at the moment in which its grant is lost. */
class AttentionRaceTest {

    private static final LoadedDatabase DATABASE = LoadedDatabase.empty();

    private static final String LOSE =
            "UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED' WHERE flow_id = md5('1')";
    private static final String RENEW = "UPDATE flow SET renewed_by = md5('2') WHERE flow_id = md5('1')";
    private static final String DELETE_SUCCESSOR = "DELETE FROM flow WHERE flow_id = md5('2')";

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /** Whichever comes first. */
    @ParameterizedTest
    @CsvSource({"lose, renew, 0", "renew, lose, 0", "lose, unrenew, 1", "unrenew, lose, 1"})
    void endsAsIfOneHadComeAfterTheOther(String one, String other, int wanting) throws Exception {
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            DATABASE.clear();
            DATABASE.plantFlows(2);
            DATABASE.jdbc().sql("""
                            INSERT INTO token_grant (flow_id, type, state, generation, redirect_uri)
                            VALUES (md5('1'), 'ONGOING', 'ACTIVE', 1, '')
                            """).update();
            if (one.equals("unrenew") || other.equals("unrenew")) {
                DATABASE.jdbc().sql(RENEW).update();
            }
            try (Connection first = DATABASE.dataSource().getConnection();
                    Statement statement = first.createStatement()) {
                first.setAutoCommit(false);
                statement.execute(sql(one));
                Future<?> second =
                        threads.submit(() -> DATABASE.jdbc().sql(sql(other)).update());
                awaitEndOrWait(second);
                first.commit();
                second.get(20, TimeUnit.SECONDS);
            }
            assertThat(DATABASE.jdbc()
                            .sql("SELECT flow_id FROM flow_attention")
                            .query(String.class)
                            .list())
                    .hasSize(wanting);
        }
    }

    private static String sql(String what) {
        return switch (what) {
            case "lose" -> LOSE;
            case "renew" -> RENEW;
            default -> DELETE_SUCCESSOR;
        };
    }

    private static void awaitEndOrWait(Future<?> work) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> work.isDone()
                        || DATABASE.jdbc().sql("""
                        SELECT EXISTS (SELECT FROM pg_stat_activity
                                        WHERE datname = current_database() AND wait_event_type = 'Lock')
                        """).query(Boolean.class).single());
    }
}
