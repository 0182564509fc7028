package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Idle grants that wait for a place among the calls are nobody's until they have it. */
class KeepAliveTurnTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Sealer SEALER = Sealers.ring("k");
    private static final int PLACES = 2;
    private static final int DUE = 6;

    @Test
    void noneIsClaimedBeforeItsTurnAndOneThatSomebodyRenewedMeanwhileIsPassedOver() {
        StrictIssuer provider = new StrictIssuer(PLACES);
        try (LoadedDatabase database = LoadedDatabase.empty();
                TokenInstance instance = new TokenInstance(database, provider, SEALER, 600);
                TokenInstance other = new TokenInstance(database, provider, SEALER, 600);
                HangingCalls calls = new HangingCalls(provider)) {
            List<FlowId> idle = IdleGrants.plant(database, DUE, SEALER);
            CompletableFuture<Void> run = CompletableFuture.runAsync(instance.keepAlive::renewIdle);
            await().atMost(PATIENCE).until(() -> provider.waiting() == DUE);

            assertThat(texts(database, "SELECT state FROM token_grant"))
                    .hasSize(DUE)
                    .containsOnly("ACTIVE");
            assertThat(other.rotate(idle.getFirst(), 1)).isTrue();
            calls.end();

            assertThat(run).succeedsWithin(PATIENCE);
            assertThat(idle).allMatch(flow -> provider.rotations(flow) == 1);
            assertThat(texts(database, "SELECT cause || ' ' || outcome FROM token_ledger"))
                    .containsExactlyInAnyOrder(ledger());
        }
    }

    private static String[] ledger() {
        String[] entries = new String[DUE];
        Arrays.fill(entries, "KEEP_ALIVE STORED");
        entries[0] = "USE STORED";
        return entries;
    }

    private static List<@Nullable String> texts(LoadedDatabase database, String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }

    /** They have every place, until they are ended. */
    private static final class HangingCalls implements AutoCloseable {

        private final CountDownLatch answer = new CountDownLatch(1);

        HangingCalls(StrictIssuer provider) {
            CountDownLatch begun = new CountDownLatch(PLACES);
            for (int i = 0; i < PLACES; i++) {
                Thread.ofVirtual()
                        .start(() -> provider.inTurn(() -> {
                            begun.countDown();
                            pass(answer);
                        }));
            }
            pass(begun);
        }

        private static void pass(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void end() {
            answer.countDown();
        }

        @Override
        public void close() {
            end();
        }
    }
}
