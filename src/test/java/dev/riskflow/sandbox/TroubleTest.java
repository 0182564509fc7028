package dev.riskflow.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.sandbox.SandboxClient.Started;
import dev.riskflow.sandbox.SandboxClient.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TroubleTest extends SandboxTestBase {

    private final Trouble trouble = provider.trouble();

    @Test
    void beforeActingNothingIsSpent() throws Exception {
        trouble.next(Operation.EXCHANGE, Mishap.status(500), Mishap.cut());
        URI callback = provider.finish(client.start().id());

        assertThat(client.exchange(callback).statusCode()).isEqualTo(500);
        assertThatThrownBy(() -> client.exchange(callback)).isInstanceOf(IOException.class);

        assertThat(client.exchange(callback).statusCode()).isEqualTo(200);
        assertThat(provider.ledger().entries())
                .filteredOn(entry -> entry.operation() == Operation.EXCHANGE)
                .extracting(LedgerEntry::outcome)
                .containsExactly(Outcome.NOT_ACTED, Outcome.NOT_ACTED, Outcome.SERVED);
    }

    @Test
    void afterActingTheRotationIsLost() throws Exception {
        Started flow = client.startOngoing();
        Tokens tokens = client.tokens(flow);
        trouble.next(Operation.REFRESH, Mishap.cut().afterActing());

        assertThatThrownBy(() -> client.refresh(tokens.refresh())).isInstanceOf(IOException.class);

        assertThat(provider.ledger().entries(flow.id()).getLast())
                .isEqualTo(new LedgerEntry(
                        clock.instant(),
                        Operation.REFRESH,
                        flow.id(),
                        Outcome.SERVED,
                        false,
                        Mint.digest(tokens.refresh())));
        assertThat(client.refresh(tokens.refresh()).body()).contains("invalid_grant");
        assertThat(client.report(flow.id(), tokens.access()).statusCode()).isEqualTo(401);
    }

    @Test
    void anUnreadableAnswerAfterActingSpendsTheCode() throws Exception {
        trouble.next(Operation.EXCHANGE, Mishap.unreadable().afterActing());
        URI callback = provider.finish(client.start().id());

        HttpResponse<String> answer = client.exchange(callback);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.readObject(answer.body())).isNull();
        assertThat(client.exchange(callback).statusCode()).isEqualTo(400);
    }

    @Test
    void retryAfterComesInBothForms() throws Exception {
        trouble.next(
                Operation.START_FLOW,
                Mishap.status(429).retryAfter(Duration.ofSeconds(7)),
                Mishap.status(503).retryAfter(Instant.parse("2026-03-14T09:27:00Z")));

        HttpResponse<String> seconds = client.post("/onetime/risk-report", "{}");
        HttpResponse<String> date = client.post("/onetime/risk-report", "{}");

        assertThat(seconds.statusCode()).isEqualTo(429);
        assertThat(seconds.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(date.statusCode()).isEqualTo(503);
        assertThat(date.headers().firstValue("Retry-After")).hasValue("Sat, 14 Mar 2026 09:27:00 GMT");
    }

    @ParameterizedTest
    @EnumSource(ErrorShape.class)
    void errorsTakeEveryShape(ErrorShape shape) throws Exception {
        trouble.next(Operation.REFRESH, Mishap.error(502, "bad_gateway", shape));

        HttpResponse<String> answer = client.refresh("any");

        assertThat(answer.statusCode()).isEqualTo(502);
        String expected = switch (shape) {
            case OAUTH -> "{\"error\":\"bad_gateway\"";
            case PROVIDER -> "\"name\":\"bad_gateway\"";
            case HTML -> "<h1>502</h1>";
            case PLAIN -> "upstream says 502";
            case EMPTY -> "";
        };
        assertThat(answer.body()).contains(expected);
        assertThat(answer.body().isEmpty()).isEqualTo(shape == ErrorShape.EMPTY);
    }

    @Test
    void aDecisionSeesTheFlowAndHowOftenItTried() throws Exception {
        Started slow = client.start();
        Started quick = client.start();
        Tokens slows = client.tokens(slow);
        Tokens quicks = client.tokens(quick);
        trouble.whenever(
                Operation.FETCH_REPORT,
                attempt -> slow.id().equals(attempt.flowId()) && attempt.ordinal() < 3 ? Mishap.notReady() : null);

        assertThat(client.report(quick.id(), quicks.access()).statusCode()).isEqualTo(200);
        assertThat(client.report(slow.id(), slows.access()).statusCode()).isEqualTo(404);
        assertThat(client.report(slow.id(), slows.access()).statusCode()).isEqualTo(404);
        assertThat(client.report(slow.id(), slows.access()).statusCode()).isEqualTo(200);
    }

    @Test
    void ourOwnCredentialsMayBeRefused() throws Exception {
        trouble.whenever(Operation.REFRESH, attempt -> Mishap.invalidClient());
        Tokens tokens = client.tokens(client.startOngoing());

        assertThat(client.refresh(tokens.refresh()).statusCode()).isEqualTo(401);
        trouble.clear();
        assertThat(client.refresh(tokens.refresh()).statusCode()).isEqualTo(200);
    }

    @Test
    void aHeldAnswerWaitsUntilTheTestLetsGo() throws Exception {
        Tokens tokens = client.tokens(client.startOngoing());
        CountDownLatch release = new CountDownLatch(1);
        trouble.next(Operation.REFRESH, Mishap.held(release));
        Callable<Integer> refresh = () -> client.refresh(tokens.refresh()).statusCode();

        try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> held = caller.submit(refresh);
            boolean acted = provider.ledger()
                    .await(entry -> entry.is(Operation.REFRESH, Outcome.SERVED), 1, Duration.ofSeconds(20));

            assertThat(acted).isTrue();
            assertThatThrownBy(() -> held.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            release.countDown();
            assertThat(held.get()).isEqualTo(200);
        }
    }

    @Test
    void waitingForWhatDoesNotHappenEnds() throws Exception {
        assertThat(provider.ledger().await(entry -> true, 1, Duration.ofMillis(20)))
                .isFalse();
    }
}
