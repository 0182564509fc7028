package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The meters say what the rows say. */
class TokenMetersTest {

    private static final Sealer SEALER = Sealers.ring("k");

    @Test
    void requestsAreCountedByCauseAndOutcomeAsInTheLedger() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            List<FlowId> flows = IdleGrants.plant(database, 9, SEALER);
            StrictIssuer provider = new StrictIssuer();
            try (TokenInstance instance = new TokenInstance(database, provider, SEALER, 6)) {
                instance.rotate(flows.get(0), 1);
                instance.rotate(flows.get(1), 1);
                failing(instance, provider, flows.get(2), Kind.REJECTED, "invalid_grant");
                failing(instance, provider, flows.get(3), Kind.REJECTED, "invalid_client");
                failing(instance, provider, flows.get(4), Kind.RATE_LIMITED, null);
                failing(instance, provider, flows.get(5), Kind.NOT_SENT, null);
                failing(instance, provider, flows.get(6), Kind.UNREADABLE, null);
                endQuarantine(database, flows.get(6));
                instance.rotate(flows.get(6), 1);
                instance.keepAlive.renewIdle();

                assertThat(counted(instance))
                        .isEqualTo(inLedger(database))
                        .containsAllEntriesOf(Map.of(
                                "use stored",
                                2,
                                "use refused",
                                1,
                                "use rejected",
                                1,
                                "use rate_limited",
                                1,
                                "use not_sent",
                                1,
                                "use in_doubt",
                                1,
                                "probe stored",
                                1,
                                "keep_alive stored",
                                1));
            }
        }
    }

    @Test
    void gaugesCountTheRowsOfEachStateAndTheDaysSinceTheUserCame() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            GrantGauges gauges = new GrantGauges(database.jdbc(), registry);
            IdleGrants.plant(database, 20, SEALER);
            set(database, 1, 3, "state = 'ROTATING', attempt_id = gen_random_uuid()");
            set(database, 4, 5, "state = 'IN_DOUBT', quarantine = interval '2 minutes'");
            set(database, 6, 9, "state = 'REAUTHORIZE', reason = 'GRANT_REFUSED'");
            set(database, 1, 12, "user_active_at = now() - interval '61 days'"); // of 6 to 9 nothing runs out any more
            set(database, 1, 2, "user_active_at = now() - interval '76 days'");
            set(database, 4, 4, "user_active_at = now() - interval '86 days'");
            set(database, 13, 20, "user_active_at = now() - interval '59 days'");
            set(database, 20, 20, "type = 'ONE_TIME', user_active_at = now() - interval '89 days'");

            assertThat(gauges).isNotNull();
            assertThat(value(registry, "grants", "state", "rotating")).isEqualTo(3);
            assertThat(value(registry, "grants", "state", "in_doubt")).isEqualTo(2);
            assertThat(value(registry, "grants", "state", "reauthorize")).isEqualTo(4);
            assertThat(value(registry, "runway", "days", "60")).isEqualTo(8);
            assertThat(value(registry, "runway", "days", "75")).isEqualTo(3);
            assertThat(value(registry, "runway", "days", "85")).isEqualTo(1);
        }
    }

    private static void failing(
            TokenInstance instance, StrictIssuer provider, FlowId flow, Kind kind, @Nullable String error) {
        provider.failNext(kind, error);
        instance.rotate(flow, 1);
    }

    private static void endQuarantine(LoadedDatabase database, FlowId flow) {
        database.jdbc()
                .sql("UPDATE token_grant SET next_attempt_at = clock_timestamp() WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update();
    }

    private static void set(LoadedDatabase database, int first, int last, String columns) {
        for (int number = first; number <= last; number++) {
            database.jdbc()
                    .sql("UPDATE token_grant SET " + columns + " WHERE flow_id = :flow")
                    .param("flow", database.flow(number))
                    .update();
        }
    }

    private static Map<String, Integer> counted(TokenInstance instance) {
        Map<String, Integer> counted = new TreeMap<>();
        instance.registry
                .find("riskflow.token.requests")
                .counters()
                .forEach(counter -> counted.put(
                        counter.getId().getTag("cause") + " " + counter.getId().getTag("outcome"),
                        (int) counter.count()));
        return counted;
    }

    private static Map<String, Integer> inLedger(LoadedDatabase database) {
        Map<String, Integer> counted = new TreeMap<>();
        database.jdbc()
                .sql("SELECT lower(cause || ' ' || outcome) AS kind, count(*) AS times FROM token_ledger GROUP BY kind")
                .query(row -> {
                    counted.put(row.getString("kind"), row.getInt("times"));
                });
        return counted;
    }

    private static double value(SimpleMeterRegistry registry, String name, String tag, String value) {
        return registry.get("riskflow.token." + name).tag(tag, value).gauge().value();
    }
}
