package dev.riskflow.packaged;

import static dev.riskflow.environment.SandboxClients.SHOP;
import static dev.riskflow.sandbox.Operation.EXCHANGE;
import static dev.riskflow.sandbox.Operation.START_FLOW;
import static dev.riskflow.sandbox.Outcome.SERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.sandbox.Attempt;
import dev.riskflow.sandbox.LedgerEntry;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Outcome;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * One {@code kill -9} meets three flows at different places: one whose browser was just answered, one whose code is on
 * its way to the provider, and one whose code the provider has spent without anybody having seen the tokens. The
 * service is started again and has nothing but the database to go by.
 */
class KilledProcessIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Short, so that dead holders and dead jobs are found soon; the lease still outlives a token request. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "riskflow.provider.connect-timeout", "1s",
            "riskflow.provider.token-read-timeout", "6s",
            "riskflow.token.lease", "8s",
            "db-scheduler.heartbeat-interval", "1s");

    private static final CountDownLatch killed = new CountDownLatch(1);
    private static final CountDownLatch onItsWay = new CountDownLatch(1);

    private static Deployment deployment;
    private static Journey answered;
    private static Journey underWay;
    private static Journey spent;

    @BeforeAll
    static void killInTheMiddle() throws InterruptedException {
        deployment = Deployment.start(EmbeddedDatabase.shared(), IMPATIENT);
        answered = Journey.oneTime(deployment, Person.first());
        underWay = Journey.oneTime(deployment, Person.second());
        spent = Journey.ongoing(deployment, Person.first());
        // Before the first code is on its way: what follows must fit into a token request's time-out.
        List.of(answered, underWay, spent).forEach(Journey::finishWidget);
        deployment.provider().trouble().whenever(EXCHANGE, KilledProcessIT::untilKilled);
        underWay.comeBack();
        spent.comeBack();
        assertThat(onItsWay.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(deployment.provider().ledger().await(exchange(spent, SERVED), 1, LIMIT))
                .isTrue();
        answered.comeBack();
        long links = deployment.provider().ledger().count(START_FLOW);
        deployment.provider().trouble().next(START_FLOW, Mishap.held(killed).afterActing());
        CompletableFuture<?> unanswered = CompletableFuture.supplyAsync(KilledProcessIT::keyedStart);
        assertThat(deployment.provider().ledger().await(entry -> entry.operation() == START_FLOW, links + 1, LIMIT))
                .isTrue();
        deployment.kill();
        assertThatThrownBy(unanswered::join).hasCauseInstanceOf(UncheckedIOException.class);
        // What the dead process left behind, codes and claims among it, is as unreadable as after a clean end.
        String left = deployment.tables().text();
        assertThat(left).contains(answered.flowId(), underWay.flowId(), spent.flowId(), "EXCHANGING");
        assertThat(deployment.disclosures().in(left, Set.of(Disclosures.USER_ID)))
                .isEmpty();

        killed.countDown();
        deployment.startAgain();
    }

    @AfterAll
    static void close() {
        deployment.close();
    }

    /** The callback's answer is a promise: outcome, code and job were committed with it. */
    @Test
    void whatWasAnsweredIsCompleted() {
        answered.assertReported();
        assertThat(outcomes(answered)).containsOnlyOnce(SERVED).doesNotContain(Outcome.REUSED_GRANT);
    }

    /** Nobody knows whether the code arrived, so it is presented once more; it had not, and nothing is lost. */
    @Test
    void codeThatDidNotArriveIsPresentedOnceMore() {
        underWay.assertReported();
        assertThat(outcomes(underWay)).containsExactly(Outcome.NOT_ACTED, SERVED);
    }

    /** The tokens died with the process: the user has to come again, and the reason says that it was not their fault. */
    @Test
    void answerThatNobodySawIsInDoubt() {
        JsonNode flow = spent.awaitEnd();
        assertThat(flow.required("status").asString()).isEqualTo("failed");
        assertThat(flow.required("reason").asString()).isEqualTo("exchange_in_doubt");
        assertThat(outcomes(spent)).containsExactly(SERVED, Outcome.REUSED_GRANT);
    }

    /** Whoever repeats it takes it over, once the dead process is given up. */
    @Test
    void startThatNobodyAnsweredIsStartedAgain() {
        TableDump.execute(deployment.databaseUrl(), "UPDATE idempotency_key SET lease_until = clock_timestamp()");

        var answer = keyedStart();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(keyedStart().body()).isEqualTo(answer.body());
    }

    private static HttpResponse<String> keyedStart() {
        return deployment.api().post(SHOP, "/risk-flows", "{\"type\": \"one_time\"}", "a key");
    }

    @Test
    void nothingSecretIsPrinted() {
        List.of(answered, underWay, spent).forEach(Journey::awaitEnd);
        String printed = deployment.printed();
        assertThat(printed).contains(answered.flowId(), underWay.flowId(), spent.flowId());
        assertThat(deployment.disclosures().in(printed)).isEmpty();
    }

    /** The first process gets no answer to any exchange, the second one gets all. */
    private static @Nullable Mishap untilKilled(Attempt attempt) {
        if (killed.getCount() == 0) {
            return null;
        }
        if (spent.flowId().equals(attempt.flowId())) {
            return Mishap.held(killed).afterActing();
        }
        // Should the job be quicker than the kill, then the just answered flow's code does not arrive either.
        if (underWay.flowId().equals(attempt.flowId())) {
            onItsWay.countDown();
        }
        await(killed);
        return Mishap.cut();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Predicate<LedgerEntry> exchange(Journey journey, Outcome outcome) {
        return entry -> entry.operation() == EXCHANGE
                && entry.outcome() == outcome
                && journey.flowId().equals(entry.flowId());
    }

    private static List<Outcome> outcomes(Journey journey) {
        return deployment.provider().ledger().entries(journey.flowId()).stream()
                .filter(entry -> entry.operation() == EXCHANGE)
                .map(LedgerEntry::outcome)
                .toList();
    }
}
