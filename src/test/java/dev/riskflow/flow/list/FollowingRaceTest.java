package dev.riskflow.flow.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Many writers, whose transactions end in no order, and one who follows. */
class FollowingRaceTest {

    private static final int FLOWS = 40;
    private static final int WRITERS = 8;

    @Test
    void theLastVersionOfEveryFlowIsSeen() throws Exception {
        follow(100);
    }

    @Test
    @Tag("soak")
    void theLastVersionOfEveryFlowIsSeenOutOfManyMore() throws Exception {
        follow(3_000);
    }

    private static void follow(int changesOfEachWriter) throws Exception {
        try (LoadedDatabase database = LoadedDatabase.empty();
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            database.plantFlows(FLOWS);
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(() -> write(database, changesOfEachWriter)));
            }
            Follower follower = new Follower(database.jdbc());
            Map<String, Instant> seen = new HashMap<>();
            boolean done = false;
            while (!done) {
                done = writers.stream().allMatch(Future::isDone);
                while (note(follower.next(7), seen)) {}
            }
            for (Future<?> writer : writers) {
                writer.get(1, TimeUnit.SECONDS);
            }
            assertThat(seen).isEqualTo(stored(database.jdbc()));
        }
    }

    /** Whether there was anything. */
    private static boolean note(List<FlowSummary> page, Map<String, Instant> seen) {
        page.forEach(flow -> seen.put(flow.flowId().value(), flow.expiresAt()));
        return !page.isEmpty();
    }

    /**
     * Each transaction adds a flow, which is never changed again, and counts another one's {@code expires_at} on by a
     * second; then it is held open for a while.
     */
    private static void write(LoadedDatabase database, int changes) {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        for (int i = 0; i < changes; i++) {
            int flow = ThreadLocalRandom.current().nextInt(FLOWS) + 1;
            int statements = ThreadLocalRandom.current().nextInt(5);
            transaction.executeWithoutResult(status -> {
                database.jdbc().sql("""
                                INSERT INTO flow (flow_id, type, status, client, state_hash, created_at, updated_at,
                                                  expires_at, seq, version)
                                SELECT id, 'ONE_TIME', 'AWAITING_USER', 'demo-shop', id::bytea, now(), now(), now(), 1, 0
                                  FROM (SELECT gen_random_uuid()::text AS id) added
                                """).update();
                database.jdbc()
                        .sql(
                                "UPDATE flow SET expires_at = expires_at + interval '1 second' WHERE flow_id = md5(:n::text)")
                        .param("n", flow)
                        .update();
                for (int n = 0; n < statements; n++) {
                    database.jdbc().sql("SELECT 1").query(Integer.class).single();
                }
            });
        }
    }

    private static Map<String, Instant> stored(JdbcClient jdbc) {
        Map<String, Instant> stored = new HashMap<>();
        jdbc.sql("SELECT flow_id, expires_at FROM flow").query(row -> {
            stored.put(
                    row.getString("flow_id"),
                    row.getObject("expires_at", OffsetDateTime.class).toInstant());
        });
        return stored;
    }
}
