package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
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
    void whatAStaleHolderWasToldIsCountedAsSuperseded() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            FlowId flow = IdleGrants.plant(database, 1, SEALER).getFirst();
            StrictIssuer provider = new StrictIssuer();
            try (TokenInstance instance = new TokenInstance(database, provider, SEALER, 6)) {
                Claim stale = instance.rotations
                        .claim(flow, 1, UUID.randomUUID(), Duration.ZERO)
                        .orElseThrow();
                instance.rotations.lapse(1, Duration.ofMinutes(2));
                provider.failNext(Kind.REJECTED, "invalid_grant");
                instance.presentation.rotate(stale, instance.presentation.moment());

                assertThat(counted(instance)).isEqualTo(inLedger(database)).isEqualTo(Map.of("use superseded", 1));
            }
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

    private static Map<String, Integer> counted(TokenInstance instance) {
        Map<String, Integer> counted = new TreeMap<>();
        instance.registry.find("riskflow.token.requests").counters().stream()
                .filter(counter -> counter.count() > 0)
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
}
