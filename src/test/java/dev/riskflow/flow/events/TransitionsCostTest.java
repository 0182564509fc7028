package dev.riskflow.flow.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import dev.riskflow.provider.FlowId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looking at a thousand followed flows is one statement, and costs some pages for each, whatever else there is. */
class TransitionsCostTest {

    private static final int FOLLOWED = 1_000;

    /** Pages of two indexes, and of one table, to find the flow and nothing new; three more rows where something is. */
    private static final int PAGES_EACH = 8;

    @Test
    void noScanAndFewPagesForEach() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            plant(database, 5_000);
            List<Position> positions = positions(database);
            for (Planning planning : Planning.values()) {
                assertThat(read(database, planning, positions)).satisfies(plan -> {
                    assertThat(plan.scannedTables()).isEmpty();
                    assertThat(plan.buffers()).isLessThan(FOLLOWED * PAGES_EACH);
                });
            }
        }
    }

    private static ExecutedPlan read(LoadedDatabase database, Planning planning, List<Position> positions) {
        try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
            Transitions transitions = new Transitions(JdbcClient.create(observed));
            List<ExecutedPlan> plans = observed.plansOf(
                    () -> assertThat(transitions.after(positions)).hasSize(FOLLOWED / 10));
            return plans.getFirst();
        }
    }

    /** For one in ten there is something new. */
    private static List<Position> positions(LoadedDatabase database) {
        return database.jdbc()
                .sql("SELECT flow_id FROM flow ORDER BY flow_id LIMIT :most")
                .param("most", FOLLOWED)
                .query((row, n) -> new Position(new FlowId(row.getString("flow_id")), n % 10 == 0 ? 3 : 4))
                .list();
    }

    private static void plant(LoadedDatabase database, int flows) {
        database.plantFlows(flows);
        database.jdbc().sql("""
                        INSERT INTO flow_transition (flow_id, seq, status, at)
                        SELECT md5(i::text), seq,
                               (ARRAY['AWAITING_USER', 'AUTHORIZED', 'FETCHING', 'COMPLETED'])[seq], now()
                          FROM generate_series(1, :flows) i, generate_series(1, 4) seq
                        """).param("flows", flows).update();
        // Of every second flow access was lost: who follows it is told so.
        database.jdbc().sql("""
                        INSERT INTO token_grant (flow_id, type, state, reason, generation, redirect_uri)
                        SELECT md5(i::text), 'ONGOING', 'REAUTHORIZE', 'GRANT_REFUSED', 1, 'https://example.com/callback'
                          FROM generate_series(1, :flows, 2) i
                        """).param("flows", flows).update();
        database.settle();
    }
}
