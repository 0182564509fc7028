package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Many grants that are due to be kept alive: each once, whoever claims, and no faster than is configured. */
class ManyIdleGrantsTest {

    private static final Sealer SEALER = Sealers.ring("k");

    @Test
    void noRunBeginsMoreRenewalsThanThePaceAllowsUntilTheNext() {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            IdleGrants.plant(database, 250, SEALER);
            StrictIssuer provider = new StrictIssuer();
            for (int perMinute : new int[] {1, 4, 6, 7, 60, 600}) {
                try (TokenInstance instance = new TokenInstance(database, provider, SEALER, perMinute)) {
                    int before = provider.requests();
                    instance.keepAlive.renewIdle();
                    int begun = provider.requests() - before;
                    double runsPerMinute = 60_000.0 / instance.keepAlive.pause().toMillis();
                    assertThat(begun * runsPerMinute).isBetween(perMinute / 2.0, (double) perMinute);
                }
            }
            assertThat(renewed(database)).isEqualTo(provider.requests());
            assertThat(restOutsideOf24To30Days(database)).isZero();
        }
    }

    @Test
    void anInstanceNeitherWaitsForAnothersClaimNorTakesTheSame() throws Exception {
        try (LoadedDatabase database = LoadedDatabase.empty();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            IdleGrants.plant(database, 250, SEALER);
            IdleGrantStore idle = new IdleGrantStore(database.jdbc());
            TransactionTemplate open = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));

            List<FlowId> claimed = open.execute(status -> {
                List<FlowId> first = new ArrayList<>(claim(idle));
                assertThat(await(other.submit(() -> claim(idle)))).isEmpty(); // it finds the same, and passes over them
                return first;
            });
            claimed.addAll(claim(idle));

            assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
        }
    }

    private static List<FlowId> claim(IdleGrantStore idle) {
        return idle.findDue(100).stream()
                .filter(flow -> idle.claim(flow, UUID.randomUUID(), Duration.ofSeconds(90))
                        .isPresent())
                .toList();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The other instance waits", e);
        }
    }

    @Test
    void twoInstancesRenewEachOnce() throws Exception {
        drain(2_000);
    }

    @Test
    @Tag("soak")
    void twoInstancesRenewEachOfAHundredThousandOnce() throws Exception {
        System.out.println("100,000 idle grants, claimed by each instance: " + drain(100_000));
    }

    /** How many each instance claimed. */
    private static List<Integer> drain(int due) throws Exception {
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            List<FlowId> flows = IdleGrants.plant(database, due, SEALER);
            StrictIssuer provider = new StrictIssuer();
            List<Integer> claimedBy = new ArrayList<>();
            try (TokenInstance one = new TokenInstance(database, provider, SEALER, 600);
                    TokenInstance other = new TokenInstance(database, provider, SEALER, 600);
                    ExecutorService instances = Executors.newFixedThreadPool(2)) {
                List<Callable<Integer>> both = List.of(() -> renewAll(one), () -> renewAll(other));
                for (Future<Integer> claimed : instances.invokeAll(both)) {
                    claimedBy.add(claimed.get());
                }
            }
            assertThat(claimedBy.stream().mapToInt(Integer::intValue).sum()).isEqualTo(due);
            assertThat(claimedBy).doesNotContain(0);
            assertThat(provider.presentedAgain()).isZero();
            assertThat(flows).allMatch(flow -> provider.rotations(flow) == 1);
            assertThat(renewed(database)).isEqualTo(due);
            assertThat(restOutsideOf24To30Days(database)).isZero();
            return claimedBy;
        }
    }

    /** Batch after batch, without the pause, until none is due. */
    private static int renewAll(TokenInstance instance) {
        int total = 0;
        List<FlowId> batch;
        do {
            batch = instance.idle.findDue(100);
            total += (int) batch.stream().filter(instance::renew).count();
        } while (!batch.isEmpty());
        return total;
    }

    private static long renewed(LoadedDatabase database) {
        return count(database, "state = 'ACTIVE' AND generation = 2");
    }

    private static long restOutsideOf24To30Days(LoadedDatabase database) {
        return count(database, """
                generation = 2 AND keep_alive_at NOT BETWEEN clock_timestamp() + interval '23 days 23 hours'
                                                         AND clock_timestamp() + interval '30 days'
                """);
    }

    private static long count(LoadedDatabase database, String condition) {
        return database.jdbc()
                .sql("SELECT count(*) FROM token_grant WHERE " + condition)
                .query(Long.class)
                .single();
    }
}
