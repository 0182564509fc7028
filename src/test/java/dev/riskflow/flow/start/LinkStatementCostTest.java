package dev.riskflow.flow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import dev.riskflow.environment.WithoutTransaction;
import dev.riskflow.flow.start.once.IdempotencyClaim;
import dev.riskflow.flow.start.once.IdempotencyRow;
import dev.riskflow.flow.start.once.IdempotencyStore;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.KeyChange;
import dev.riskflow.secrets.Sealers;
import dev.riskflow.secrets.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a statement about links and keys costs does not follow how many of them there are. */
class LinkStatementCostTest {

    private static final int FLOWS = 10_000;
    private static final int OF_EACH_KIND = 100;

    /** The row that ends the search for keys. */
    private static final int END_OF_RECURSION = 1;

    private static final String HAS_ONE_ROW = "sealing_key";

    private static final Duration LEASE = Duration.ofMinutes(1);

    /** With the plans that PostgreSQL settles on once a statement was executed a few times. */
    @Test
    void noneScansATableOrReadsRowsThatItIsNotAbout() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            plant(database);
            Map<String, List<ExecutedPlan>> executed = new LinkedHashMap<>();
            try (ObservedJdbc observed = ObservedJdbc.on(database, Planning.GENERIC)) {
                statements(database, JdbcClient.create(observed))
                        .forEach((name, work) -> executed.put(name, observed.plansOf(work)));
            }

            assertThat(executed.values()).doesNotContain(List.of());
            assertThat(executed)
                    .allSatisfy((name, plans) -> assertThat(plans).allSatisfy(plan -> {
                        assertThat(plan.scannedTables()).isSubsetOf(HAS_ONE_ROW);
                        assertThat(plan.rowsInVain()).as(plan.toString()).isLessThanOrEqualTo(END_OF_RECURSION);
                    }));
        }
    }

    /** Links and answered keys; some of each are sealed with an older key; and some keys were abandoned. */
    private static void plant(LoadedDatabase database) {
        database.plantFlows(FLOWS);
        database.jdbc().sql("""
                        UPDATE flow SET sealed_with = CASE WHEN substr(user_id, 6)::int <= :each THEN 'older' ELSE 'k' END
                        """).param("each", OF_EACH_KIND).update();
        database.jdbc()
                .sql("""
                        INSERT INTO idempotency_key (id, request_hash, state, sealed_with, attempt_id, lease_until,
                                                     flow_id, created_at)
                        SELECT i::text, '', 'k:', CASE WHEN i <= :each THEN 'older' ELSE 'k' END, gen_random_uuid(), now(),
                               CASE WHEN i > 2 * :each THEN md5(i::text) END, now() - interval '2 days'
                          FROM generate_series(1, :flows) i
                        """)
                .param("flows", FLOWS)
                .param("each", OF_EACH_KIND)
                .update();
        database.settle();
    }

    private static Map<String, Runnable> statements(LoadedDatabase database, JdbcClient jdbc) {
        IdempotencyStore keys = new IdempotencyStore(jdbc);
        KeyChange keyChange = new KeyChange(
                jdbc,
                new WithoutTransaction(),
                Sealers.ring("k", "older"),
                FlowColumns.FLOWS,
                FlowColumns.IDEMPOTENCY_KEYS);
        IdempotencyClaim claim = new IdempotencyClaim("new", UUID.randomUUID(), Secret.of("s"));
        IdempotencyRow abandoned = keys.find("150").orElseThrow();
        Map<String, Runnable> statements = new LinkedHashMap<>();
        statements.put("find a key", () -> keys.find("1"));
        statements.put("claim one", () -> keys.claim(claim, new byte[32], "k:", "k", LEASE));
        statements.put("take one over", () -> keys.takeOver(abandoned, UUID.randomUUID(), LEASE));
        statements.put("settle one", () -> keys.settle(claim, new FlowId(database.flow(1))));
        statements.put("release one", () -> keys.release(claim));
        statements.put("keys in use", keyChange::keysInUse);
        statements.put("re-seal", keyChange::reseal);
        statements.put("re-seal, nothing to do", keyChange::reseal);
        statements.put("forget the abandoned", keys::forgetAbandoned);
        statements.put("forget the abandoned, none left", keys::forgetAbandoned);
        return statements;
    }
}
