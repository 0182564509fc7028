package dev.riskflow.flow.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.ErrorShape;
import dev.riskflow.sandbox.LedgerEntry;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.Outcome;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People reload, double-click, go back and forth. */
@RiskflowTest
class CallbackRepeatsTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;

    CallbackRepeatsTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    @Test
    void aRepeatedCallbackGetsTheSameAnswerAndCausesNoSecondExchange() {
        CountDownLatch release = new CountDownLatch(1);
        Link link = riskflow.startOneTime();
        hold(link, release);
        URI callback = link.finish();

        Reply first = riskflow.browse(callback);
        List<@Nullable String> before = rows.flowRows(link.flowId());
        for (int time = 2; time <= 10; time++) {
            Reply again = riskflow.browse(callback);
            assertThat(again.status()).isEqualTo(first.status());
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        }
        assertThat(rows.flowRows(link.flowId())).isEqualTo(before);
        release.countDown();
        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(riskflow.browse(callback).header("Location")).endsWith("&status=completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
        assertThat(riskflow.flow(link.flowId()).json().path("seq").intValue()).isEqualTo(4);
    }

    @Test
    void manyCallbacksAtOnceCauseOneExchange() throws Exception {
        Link link = riskflow.startOneTime();
        URI callback = link.finish();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = IntStream.range(0, 20)
                    .mapToObj(n -> browsers.submit(() -> {
                        start.await();
                        return riskflow.browse(callback);
                    }))
                    .toList();
            start.countDown();
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().status()).isEqualTo(303);
            }
        }
        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
        assertThat(provider.ledger().count(Operation.FETCH_REPORT, link.flowId()))
                .isOne();
        assertThat(riskflow.flow(link.flowId()).json().path("transitions").size())
                .isEqualTo(4);
    }

    @Test
    void aSuccessAfterACancellationOrFailureWins() {
        Link link = riskflow.startOneTime();
        riskflow.browse(link.cancel());
        riskflow.browse(link.fail());
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");

        assertThat(riskflow.flow(link.flowId()).json().path("transitions").valueStream())
                .extracting(step -> step.path("status").asString())
                .containsExactly("awaiting_user", "cancelled", "failed", "authorized", "fetching", "completed");
    }

    @Test
    void aLateCancellationOrFailureUndoesNothing() {
        CountDownLatch release = new CountDownLatch(1);
        Link link = riskflow.startOneTime();
        hold(link, release);
        CallbackUri success = CallbackUri.of(link.finish());
        CallbackUri cancel = success.without("code").with("success", "false").with("cancel", "true");
        riskflow.browse(URI.create(success.path()));
        List<@Nullable String> before = rows.flowRows(link.flowId());

        assertThat(riskflow.browse(URI.create(cancel.path())).header("Location"))
                .endsWith("&status=authorized");
        assertThat(riskflow.browse(URI.create(cancel.with("cancel", "false").path()))
                        .header("Location"))
                .endsWith("&status=authorized");

        assertThat(rows.flowRows(link.flowId())).isEqualTo(before);
        release.countDown();
        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(riskflow.browse(URI.create(cancel.path())).header("Location"))
                .endsWith("&status=completed");
        assertThat(riskflow.status(link.flowId())).isEqualTo("completed");
    }

    @Test
    void anotherCodeReplacesTheFirstWhileNoTokensAreStored() {
        Link link = riskflow.startOneTime();
        Misfortune.next(provider, link, Operation.EXCHANGE, Mishap.status(429).retryAfter(Duration.ofHours(2)));
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());

        riskflow.browse(provider.finish(link.flowId()));

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isEqualTo(2);
        assertThat(provider.ledger().entries(link.flowId()))
                .extracting(LedgerEntry::outcome)
                .doesNotContain(Outcome.REUSED_GRANT);
    }

    /** The user went back in the widget, and was quicker than the provider's answer to the first code. */
    @ParameterizedTest
    @CsvSource({"false, 1", "true, 2"})
    void anotherCodeThatComesDuringTheExchangeOfTheFirstIsForTheCaseThatItFails(boolean fails, int exchanges)
            throws InterruptedException {
        Link link = riskflow.startOneTime();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        provider.trouble().whenever(Operation.EXCHANGE, attempt -> {
            if (!link.flowId().equals(attempt.flowId()) || attempt.ordinal() > 1) {
                return null;
            }
            arrived.countDown();
            awaitBriefly(release);
            return fails ? Mishap.error(400, "invalid_grant", ErrorShape.OAUTH) : null;
        });
        riskflow.browse(link.finish());
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(riskflow.browse(provider.finish(link.flowId())).header("Location"))
                .endsWith("&status=authorized");
        release.countDown();

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(riskflow.flow(link.flowId()).json().path("transitions").valueStream())
                .extracting(step -> step.path("status").asString())
                .containsExactly("awaiting_user", "authorized", "fetching", "completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isEqualTo(exchanges);
    }

    @Test
    void anotherCodeIsTakenAfterTheFirstHasFailed() {
        Link link = riskflow.startOneTime();
        Misfortune.next(provider, link, Operation.EXCHANGE, Mishap.error(400, "invalid_grant", ErrorShape.OAUTH));
        CallbackUri first = CallbackUri.of(link.finish());
        riskflow.browse(URI.create(first.path()));
        riskflow.awaitStatus(link.flowId(), "failed");
        assertThat(riskflow.flow(link.flowId()).member("reason")).isEqualTo("code_refused");

        assertThat(riskflow.browse(URI.create(first.path())).header("Location")).endsWith("&status=failed");
        riskflow.browse(provider.finish(link.flowId()));

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(riskflow.flow(link.flowId()).json().has("reason")).isFalse();
    }

    /** Both tabs of the widget are restored, the older one last. */
    @Test
    void aSpentCodeDoesNotReplaceTheOneThatWaits() {
        Link link = riskflow.startOneTime();
        Misfortune.next(
                provider,
                link,
                Operation.EXCHANGE,
                Mishap.error(400, "invalid_grant", ErrorShape.OAUTH),
                Mishap.status(429).retryAfter(Duration.ofHours(2)));
        URI spent = link.finish();
        riskflow.browse(spent);
        riskflow.awaitStatus(link.flowId(), "failed");
        riskflow.browse(provider.finish(link.flowId()));
        rows.awaitRetry(link.flowId());
        List<@Nullable String> waiting = rows.all(link.flowId());

        assertThat(riskflow.browse(spent).header("Location")).endsWith("&status=authorized");

        assertThat(rows.all(link.flowId())).isEqualTo(waiting);
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isEqualTo(2);
    }

    @Test
    void anotherCodeIsOfNoUseOnceTokensAreStored() {
        Link link = riskflow.authorize(riskflow.startOngoing("u"));
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.awaitNoJob(link.flowId());
        List<@Nullable String> before = rows.all(link.flowId());

        assertThat(riskflow.browse(provider.finish(link.flowId())).header("Location"))
                .endsWith("&status=completed");

        assertThat(rows.all(link.flowId())).isEqualTo(before);
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
    }

    private static void awaitBriefly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hold(Link link, CountDownLatch release) {
        Misfortune.always(provider, link, Operation.EXCHANGE, Mishap.held(release));
    }
}
