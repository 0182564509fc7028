package dev.riskflow.flow.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looking for flows whose tokens landed late costs what has failed within the hour, however many flows there are. */
class LateTokensCostTest {

    private static final int FAILED = 1_000;

    /** The flow, its lock, and the grant with the pages of its index. */
    private static final int PAGES_EACH = 6;

    @Test
    void noScanAndFewPagesForEach() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            plant(database);
            for (int expected : new int[] {LateTokens.BATCH, 0}) {
                for (Planning planning : Planning.values()) {
                    assertThat(find(database, planning, expected)).satisfies(plan -> {
                        assertThat(plan.scannedTables()).isEmpty();
                        assertThat(plan.buffers()).isLessThan(FAILED * PAGES_EACH);
                    });
                }
                database.jdbc()
                        .sql("UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED' WHERE flow_id IN"
                                + " (SELECT flow_id FROM flow WHERE status = 'FAILED')")
                        .update();
                database.settle();
            }
        }
    }

    private static ExecutedPlan find(LoadedDatabase database, Planning planning, int expected) {
        try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
            LateTokens late = new LateTokens(JdbcClient.create(observed));
            return observed.plansOf(() -> assertThat(late.find()).hasSize(expected))
                    .getFirst();
        }
    }

    /** Twenty times as many failed before, a tenth of each with tokens that landed; the rest is merely there. */
    private static void plant(LoadedDatabase database) {
        database.plantFlows(50 * FAILED);
        database.jdbc().sql("""
                        UPDATE flow f
                           SET status = 'FAILED', reason = 'ACCESS_LOST', deadline_at = now() + interval '1 hour',
                               updated_at = now() - CASE WHEN i <= :failed THEN interval '10 minutes'
                                                         ELSE interval '2 hours' END
                          FROM generate_series(1, 21 * :failed) i
                         WHERE f.flow_id = md5(i::text)
                        """).param("failed", FAILED).update();
        database.jdbc().sql("""
                        INSERT INTO token_grant (flow_id, type, state, reason, generation, redirect_uri, refresh_token)
                        SELECT md5(i::text), 'ONGOING', CASE WHEN lost THEN 'REAUTHORIZE' ELSE 'ACTIVE' END,
                               CASE WHEN lost THEN 'GRANT_REFUSED' END, 1, 'https://example.com/callback', 'k:r'
                          FROM (SELECT i, i <= 21 * :failed AND i % 10 <> 0 AS lost
                                  FROM generate_series(1, 50 * :failed) i) planted
                        """).param("failed", FAILED).update();
        database.settle();
    }
}
