package dev.riskflow.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SecondInstance;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A user is erased at two instances while everything else runs for that user, in an order that nobody chose: starts, a
 * renewal, a callback with its completion, refreshes, rotations of both kinds and exports. Nothing is left, whoever was first.
 */
@RiskflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureRaceTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** How late the provider answers, and how late each takes off; both about as long as an erasure takes. */
    private static final int LATE_MILLIS = 120;

    private final Riskflow riskflow;
    private final SecondInstance secondInstance;
    private final SandboxProvider provider;
    private final Rows rows;
    private final Leftovers leftovers;
    private final Executor background = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> outcomes = new TreeMap<>();

    ErasureRaceTest(
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows,
            JdbcClient jdbc,
            ConfigurableEnvironment environment) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        leftovers = new Leftovers(jdbc);
        secondInstance = SecondInstance.beside(environment);
    }

    @AfterAll
    void stopSecondInstance() {
        secondInstance.close();
    }

    @Test
    void aFewTimes() throws Exception {
        race(4);
    }

    @Test
    @Tag("soak")
    void fiftyTimes() throws Exception {
        race(50);

        // Else the erasure was always first, or always last, and nothing raced.
        assertThat(outcomes).containsKeys("start 201", "start 409", "refresh 200", "refresh 404", "callback 303");
    }

    private void race(int trials) throws Exception {
        Random random = new Random();
        List<String> erased = new ArrayList<>();
        for (int trial = 0; trial < trials; trial++) {
            erased.addAll(new Trial(random).run());
        }
        // Again, for what came in late.
        assertThat(erased)
                .as("%s", outcomes)
                .allSatisfy(id -> assertThat(leftovers.of(id)).isEmpty());
    }

    private final class Trial {

        private final Random random;
        private final String user = "person-" + UUID.randomUUID();
        private final List<String> traces = new ArrayList<>(List.of(user));
        private final Map<String, CompletableFuture<Reply>> calls = new TreeMap<>();

        Trial(Random random) {
            this.random = random;
        }

        /** What may no longer be found anywhere. */
        List<String> run() throws InterruptedException {
            provider.trouble().clear();
            Link refreshed = completed();
            Link rotating = completed();
            Link keptAlive = completed();
            URI callback = newLink().finish();
            rows.expireAccess(rotating.flowId());
            for (Operation operation : Operation.values()) {
                provider.trouble().whenever(operation, attempt -> Mishap.late(aMoment()));
            }
            awaitStarts(refreshed);

            rows.change(keptAlive.flowId(), "UPDATE token_grant SET keep_alive_at = '-infinity' WHERE flow_id = :flow");
            rows.hurry("recurring");
            call("callback", instance -> instance.browse(callbackAt(instance, callback)));
            call("refresh a", instance -> refresh(instance, refreshed));
            call("refresh b", instance -> refresh(instance, rotating));
            call("refresh c", instance -> refresh(instance, rotating));
            call("export a", instance -> instance.admin().get("/users/" + user + "/export"));
            call(
                    "export b",
                    instance ->
                            instance.office().get("/risk-reports?user_id=" + user, "Accept", "application/x-ndjson"));
            call("erase a", this::erase);
            call("erase b", this::erase);

            calls.forEach((name, reply) -> assess(name, reply.join()));
            leftovers.awaitNone(traces);
            return traces;
        }

        /** Under way before the erasure is asked for, so that whatever they bring is to be erased. */
        private void awaitStarts(Link renewed) throws InterruptedException {
            long before = provider.ledger().count(Operation.START_FLOW);
            call("start a", instance -> start(instance));
            call(
                    "start b",
                    instance ->
                            start(instance, "Idempotency-Key", UUID.randomUUID().toString()));
            call("start c", instance -> instance.shop().call("POST", "/risk-flows/" + renewed.flowId() + "/renewal"));
            assertThat(provider.ledger().await(entry -> entry.operation() == Operation.START_FLOW, before + 3, LIMIT))
                    .isTrue();
        }

        private Reply start(Riskflow instance, String... headers) {
            return instance.shop()
                    .post("/risk-flows", "{\"type\": \"ongoing\", \"user_id\": \"%s\"}".formatted(user), headers);
        }

        private Reply refresh(Riskflow instance, Link link) {
            return instance.office().post("/risk-reports/" + link.flowId() + "/refresh", "");
        }

        private Reply erase(Riskflow instance) {
            return instance.admin().call("DELETE", "/users/" + user);
        }

        /** A little later, at one of the instances. */
        private void call(String name, Function<Riskflow, Reply> call) {
            Riskflow instance = random.nextBoolean() ? riskflow : secondInstance.riskflow();
            Executor later = CompletableFuture.delayedExecutor(aMoment().toMillis(), TimeUnit.MILLISECONDS, background);
            calls.put(name, CompletableFuture.supplyAsync(() -> call.apply(instance), later));
        }

        private void assess(String name, Reply reply) {
            String what = name.split(" ", 2)[0];
            outcomes.merge(what + " " + reply.status(), 1, Integer::sum);
            assertThat(reply.status()).as("%s: %s", name, reply.text()).isLessThan(500);
            if (what.equals("erase")) {
                assertThat(reply.status()).isEqualTo(204);
            }
            if (reply.status() == 201) {
                traces.add(reply.member("flow_id"));
            }
        }

        private Link newLink() {
            Link link = riskflow.startOngoing(user);
            traces.add(link.flowId());
            return link;
        }

        private Link completed() {
            Link link = riskflow.authorize(newLink());
            riskflow.awaitStatus(link.flowId(), "completed");
            return link;
        }

        private Duration aMoment() {
            return Duration.ofMillis(random.nextInt(LATE_MILLIS));
        }
    }

    /** The provider knows one address; a load balancer behind it, any instance. */
    private static URI callbackAt(Riskflow instance, URI callback) {
        return URI.create(instance.url() + callback.getRawPath() + "?" + callback.getRawQuery());
    }
}
