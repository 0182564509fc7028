package dev.riskflow.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.OneAtOnceTest;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Here one request is worked at at once, and one call to the provider is under way. */
@OneAtOnceTest
class SlowProviderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Riskflow riskflow;
    private final SandboxProvider provider;

    SlowProviderTest(Riskflow riskflow, SandboxProvider provider) {
        this.riskflow = riskflow;
        this.provider = provider;
    }

    @Test
    void aBrowserThatComesBackIsAnsweredWhileStartsWaitForTheirCallAndAllOfThemEnd() {
        Link link = riskflow.startOneTime();
        long startedBefore = provider.ledger().count(Operation.START_FLOW);
        CountDownLatch answer = new CountDownLatch(1);
        provider.trouble().next(Operation.START_FLOW, Mishap.held(answer));
        CompletableFuture<Reply> calling = start();
        await().atMost(PATIENCE).until(() -> provider.ledger().count(Operation.START_FLOW) > startedBefore);
        CompletableFuture<Reply> waiting = start();
        CompletableFuture<Reply> waitingToo = start();

        CompletableFuture<Reply> browser = begin(() -> riskflow.browse(link.finish()));
        assertThat(browser).succeedsWithin(PATIENCE);
        assertThat(browser.join().status()).isEqualTo(303);

        assertThat(calling).isNotDone();
        answer.countDown();
        assertThat(CompletableFuture.allOf(calling, waiting, waitingToo)).succeedsWithin(PATIENCE);
        assertThat(waiting.join().status()).isEqualTo(201);
    }

    private CompletableFuture<Reply> start() {
        return begin(() -> riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\"}"));
    }

    private static CompletableFuture<Reply> begin(Supplier<Reply> call) {
        return CompletableFuture.supplyAsync(call, task -> Thread.ofVirtual().start(task));
    }
}
