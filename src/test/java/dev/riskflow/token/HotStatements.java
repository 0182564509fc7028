package dev.riskflow.token;

import dev.riskflow.environment.ExecutedPlan;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.ObservedJdbc;
import dev.riskflow.environment.ObservedJdbc.Planning;
import dev.riskflow.environment.WithoutTransaction;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.KeyChange;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every statement of the token module that runs often, executed once as the service executes it. */
final class HotStatements {

    private static final int BATCH = 100;

    /** Rows of each kind that some statement looks for: two batches. All other rows are merely there. */
    private static final int OF_EACH_KIND = 2 * BATCH;

    private static final int IDLE = 3;

    private static final Duration LEASE = Duration.ofSeconds(90);

    private HotStatements() {}

    /** Grants without anything to open: a handful of each kind, and ordinary ones. */
    static void plant(LoadedDatabase database, int grants) {
        database.clear();
        database.plantFlows(grants);
        database.jdbc()
                .sql("""
                        INSERT INTO token_grant (flow_id, type, state, reason, generation, attempt_id, lease_until,
                               next_attempt_at, quarantine, redirect_uri, access_token, refresh_token, sealed_with,
                               access_expires_at, refresh_at, keep_alive_at, user_active_at)
                        SELECT md5(i::text), 'ONGOING', state, CASE state WHEN 'REAUTHORIZE' THEN 'GRANT_REFUSED' END, 1,
                               CASE state WHEN 'ROTATING' THEN md5(i::text)::uuid END,
                               CASE state WHEN 'ROTATING' THEN now() - interval '1 minute' END,
                               CASE WHEN kind = 1 THEN now() - interval '1 minute'
                                    WHEN kind = 5 THEN now() + interval '5 minutes' END,
                               CASE state WHEN 'IN_DOUBT' THEN interval '2 minutes' END, 'http://localhost',
                               CASE WHEN kind <> 2 THEN 'k:' || repeat('a', 60) END,
                               CASE WHEN kind <> 2 THEN 'k:' || repeat('r', 60) END,
                               CASE kind WHEN 2 THEN 'older' ELSE 'k' END,
                               now(), now(),
                               CASE WHEN kind IN (:idle, 5) THEN now() - interval '1 hour' - i * interval '1 second'
                                    WHEN kind <> 2 THEN now() + interval '1 day' + random() * interval '29 days' END,
                               now() - CASE kind WHEN 4 THEN interval '61 days' ELSE random() * interval '55 days' END
                          FROM (SELECT i, i / :each AS kind,
                                       CASE i / :each WHEN 0 THEN 'ROTATING' WHEN 1 THEN 'IN_DOUBT'
                                                      WHEN 2 THEN 'REAUTHORIZE' ELSE 'ACTIVE' END AS state
                                  FROM generate_series(1, :grants) i) planted
                        """)
                .param("grants", grants)
                .param("each", OF_EACH_KIND)
                .param("idle", IDLE)
                .update();
        database.jdbc().sql("""
                        INSERT INTO token_ledger (flow_id, attempt_id, generation, cause, outcome)
                        SELECT flow_id, coalesce(attempt_id, gen_random_uuid()), 1, 'USE',
                               CASE WHEN attempt_id IS NULL THEN 'STORED' END
                          FROM token_grant
                        """).update();
        database.settle();
    }

    /** All of them, with custom plans and with generic ones, which find what they look for; then with nothing to find. */
    static Map<String, List<ExecutedPlan>> execute(LoadedDatabase database) {
        Map<String, List<ExecutedPlan>> plans = new LinkedHashMap<>();
        for (Planning planning : Planning.values()) {
            plans.putAll(observe(database, planning, jdbc -> busy(database, jdbc, planning)));
        }
        database.jdbc().sql("""
                        UPDATE token_grant SET next_attempt_at = now() + interval '1 day'
                         WHERE state = 'IN_DOUBT' OR keep_alive_at <= now()
                        """).update();
        for (Planning planning : Planning.values()) {
            plans.putAll(observe(database, planning, HotStatements::withNothingDue));
        }
        return plans;
    }

    private static Map<String, List<ExecutedPlan>> observe(
            LoadedDatabase database, Planning planning, Function<JdbcClient, Map<String, Runnable>> statements) {
        Map<String, List<ExecutedPlan>> plans = new LinkedHashMap<>();
        try (ObservedJdbc observed = ObservedJdbc.on(database, planning)) {
            statements
                    .apply(JdbcClient.create(observed))
                    .forEach((name, work) -> plans.put(name + ", " + planning, observed.plansOf(work)));
        }
        return plans;
    }

    private static Map<String, Runnable> withNothingDue(JdbcClient jdbc) {
        RotationStore rotations = new RotationStore(jdbc);
        Map<String, Runnable> statements = new LinkedHashMap<>();
        statements.put("find idle, none due", () -> new IdleGrantStore(jdbc).findDue(BATCH));
        statements.put("lapse leases, none lapsed", () -> rotations.lapse(BATCH, LEASE));
        statements.put("find due probes, none due", () -> rotations.findDueProbes(BATCH));
        return statements;
    }

    private static Map<String, Runnable> busy(LoadedDatabase database, JdbcClient jdbc, Planning planning) {
        RotationStore rotations = new RotationStore(jdbc);
        Sealer sealer = Sealers.ring("k", "older");
        int nth = planning == Planning.CUSTOM ? 0 : 1;
        FlowId flow = new FlowId(database.flow(10 * OF_EACH_KIND + nth));
        IdleGrantStore idle = new IdleGrantStore(jdbc);
        FlowId idleFlow = new FlowId(database.flow(IDLE * OF_EACH_KIND + nth));
        Claim claim = new Claim(flow, UUID.randomUUID(), 1, RequestCause.USE, "", null);
        SealedTokens tokens = new SealedTokens("k:a", "k:r", "k", LEASE, LEASE, Duration.ofDays(30));
        Map<String, Runnable> statements = new LinkedHashMap<>();
        statements.put("find a grant", () -> new GrantStore(jdbc).find(flow));
        statements.put("claim one", () -> rotations.claim(flow, 1, claim.attempt(), LEASE));
        statements.put("store a rotation", () -> rotations.store(claim, tokens));
        statements.put("find %d idle".formatted(BATCH), () -> idle.findDue(BATCH));
        statements.put("claim an idle one", () -> idle.claim(idleFlow, UUID.randomUUID(), LEASE));
        statements.put("lapse %d leases".formatted(BATCH), () -> rotations.lapse(BATCH, LEASE));
        statements.put("find %d due probes".formatted(BATCH), () -> rotations.findDueProbes(BATCH));
        KeyChange keyChange = new KeyChange(jdbc, new WithoutTransaction(), sealer, Columns.TABLE);
        statements.put("keys in use", keyChange::keysInUse);
        statements.put("re-seal", keyChange::reseal);
        statements.put("re-seal, nothing to do", keyChange::reseal);
        return statements;
    }
}
