package dev.riskflow.flow.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.Conduct;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong at the provider for a while costs time, and no report. */
@RiskflowTest
class CompletionRetriesTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;

    CompletionRetriesTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    /** All at once, since each waits for its own backoff. */
    @Test
    void anExchangeThatTheProviderHasNotActedOnIsRepeated() {
        everyMishapIsOvercome(
                Operation.EXCHANGE,
                Mishap.status(429),
                Mishap.status(500),
                Mishap.status(503).retryAfter(Duration.ofSeconds(1)),
                Mishap.answer(502, "text/html", "<html>gateway</html>"),
                Mishap.unreadable(),
                Mishap.answer(200, "application/json", "[]"),
                Mishap.invalidClient(),
                Mishap.status(400),
                Mishap.cut());
    }

    @Test
    void aFetchIsRepeated() {
        everyMishapIsOvercome(
                Operation.FETCH_REPORT,
                Mishap.status(429),
                Mishap.status(500),
                Mishap.status(503).retryAfter(Duration.ofSeconds(1)),
                Mishap.notReady(),
                Mishap.notReady().afterActing(),
                Mishap.unreadable(),
                Mishap.answer(200, "text/html", "<html>soon</html>"),
                Mishap.answer(200, "application/json", "[]"),
                Mishap.cut(),
                Mishap.status(500).afterActing());
    }

    @Test
    void aSlowProviderIsWaitedFor() {
        provider.adjust(conduct -> Conduct.usual()
                .withDelay(Operation.EXCHANGE, Duration.ofMillis(1500))
                .withDelay(Operation.FETCH_REPORT, Duration.ofMillis(1500)));
        Link link = riskflow.authorize(riskflow.startOneTime());

        assertThat(riskflow.status(link.flowId())).isEqualTo("authorized");
        riskflow.awaitStatus(link.flowId(), "fetching");
        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
        assertThat(provider.ledger().count(Operation.FETCH_REPORT, link.flowId()))
                .isOne();
    }

    /** Or the provider says so before its time. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAccessTokenThatDiesBeforeTheFetchIsRenewedOnce(boolean early) {
        Link link = riskflow.startOneTime();
        Misfortune.next(
                provider,
                link,
                Operation.FETCH_REPORT,
                early ? Mishap.status(401) : Mishap.status(503).retryAfter(Duration.ofMinutes(10)));
        riskflow.authorize(link);
        if (!early) {
            rows.awaitRetry(link.flowId());
            rows.expireAccess(link.flowId());
            rows.hurry(link.flowId());
        }

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.REFRESH, link.flowId())).isOne();
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
        assertThat(provider.ledger().count(Operation.FETCH_REPORT, link.flowId()))
                .isEqualTo(2);
    }

    /** A replica of the provider's may not know a token yet. */
    @Test
    void anAccessTokenThatNothingRenewsIsPresentedAgain() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.status(503).retryAfter(Duration.ofMinutes(10)));
        rows.awaitRetry(link.flowId());
        rows.change(link.flowId(), "UPDATE token_grant SET refresh_token = NULL WHERE flow_id = :flow");
        Misfortune.next(provider, link, Operation.FETCH_REPORT, Mishap.status(401), Mishap.status(401));
        rows.hurry(link.flowId());

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.FETCH_REPORT, link.flowId()))
                .isEqualTo(4);
    }

    @Test
    void retryAfterOfAFetchIsRespected() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.status(429).retryAfter(Duration.ofMinutes(10)));

        assertThat(rows.awaitRetry(link.flowId())).isBetween(500.0, 601.0);
        assertThat(provider.ledger().count(Operation.FETCH_REPORT, link.flowId()))
                .isOne();

        rows.age(link.flowId(), Duration.ofSeconds(601));
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    /** Its job looks every minute, since another code may have come; it presents nothing before its time. */
    @Test
    void retryAfterOfAnExchangeIsRespected() {
        Link link = waitingAt(Operation.EXCHANGE, Mishap.status(429).retryAfter(Duration.ofMinutes(10)));
        assertThat(rows.awaitRetry(link.flowId())).isBetween(1.0, 61.0);

        rows.hurry(link.flowId());
        assertThat(rows.awaitRetry(link.flowId())).isBetween(1.0, 61.0);
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();

        rows.age(link.flowId(), Duration.ofSeconds(601));
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    /** The provider is back within the hour, which it thought it would not be. */
    @Test
    void evenAVeryLongRetryAfterLeavesATryWhileTheCodeLives() {
        Link link = waitingAt(Operation.EXCHANGE, Mishap.status(503).retryAfter(Duration.ofHours(20)));
        rows.awaitRetry(link.flowId());
        rows.age(link.flowId(), Duration.ofMinutes(57));
        rows.awaitRetry(link.flowId());
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();

        rows.age(link.flowId(), Duration.ofMinutes(2));
        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isEqualTo(2);
    }

    @Test
    void evenAVeryLongRetryAfterLeavesATryWhileTheProviderHasTheData() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.status(503).retryAfter(Duration.ofHours(20)));

        assertThat(rows.awaitRetry(link.flowId()))
                .isBetween(3000.0, Duration.ofMinutes(58).toSeconds() + 1.0);
    }

    /** An instance with another {@code riskflow.flow.one-time-deadline} has taken its user's return. */
    @Test
    void theLastTryWhileTheProviderHasTheDataIsNotCountedFromTheDeadline() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.status(503).retryAfter(Duration.ofMinutes(10)));
        rows.awaitRetry(link.flowId());
        rows.change(
                link.flowId(), "UPDATE flow SET deadline_at = deadline_at + interval '1 hour' WHERE flow_id = :flow");
        Misfortune.always(
                provider, link, Operation.FETCH_REPORT, Mishap.status(503).retryAfter(Duration.ofHours(20)));
        rows.hurry(link.flowId());

        assertThat(rows.awaitRetry(link.flowId()))
                .isBetween(3000.0, Duration.ofMinutes(58).toSeconds() + 1.0);
    }

    /** The fetch itself takes most of the hour, as when it waits for its turn. */
    @Test
    void theLastTryWhileTheProviderHasTheDataIsCountedFromTheAnswer() {
        Link link = riskflow.startOneTime();
        provider.trouble().whenever(Operation.FETCH_REPORT, attempt -> {
            if (!link.flowId().equals(attempt.flowId())) {
                return null;
            }
            rows.age(link.flowId(), Duration.ofMinutes(50));
            return Mishap.status(503).retryAfter(Duration.ofHours(20));
        });
        riskflow.authorize(link);

        assertThat(rows.awaitRetry(link.flowId()))
                .isBetween(300.0, Duration.ofMinutes(8).toSeconds() + 1.0);
    }

    /** Whether the token was certainly not used, or may have been. */
    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void evenAVeryLongRetryAfterOfARotationLeavesATryWhileTheProviderHasTheData(int status) {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.status(503).retryAfter(Duration.ofMinutes(10)));
        rows.awaitRetry(link.flowId());
        rows.expireAccess(link.flowId());
        Misfortune.next(provider, link, Operation.REFRESH, Mishap.status(status).retryAfter(Duration.ofHours(3)));
        rows.hurry(link.flowId());
        assertThat(rows.awaitRetry(link.flowId()))
                .isBetween(3000.0, Duration.ofMinutes(57).toSeconds() + 1.0);

        rows.age(link.flowId(), Duration.ofMinutes(57));

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.REFRESH, link.flowId())).isEqualTo(2);
    }

    @Test
    void afterTheHourAVeryLongRetryAfterLeavesATryAtTheDeadline() {
        Link link = waitingAt(Operation.FETCH_REPORT, Mishap.status(503));
        rows.age(link.flowId(), Duration.ofMinutes(59));
        provider.trouble().clear();
        Misfortune.always(
                provider, link, Operation.FETCH_REPORT, Mishap.status(503).retryAfter(Duration.ofHours(20)));
        rows.hurry(link.flowId());

        assertThat(rows.awaitRetry(link.flowId()))
                .isBetween(200.0, Duration.ofMinutes(6).toSeconds() + 1.0);
    }

    /** The first such call of the flow goes wrong like that. */
    private Link waitingAt(Operation operation, Mishap mishap) {
        Link link = riskflow.startOneTime();
        Misfortune.next(provider, link, operation, mishap);
        return riskflow.authorize(link);
    }

    private void everyMishapIsOvercome(Operation operation, Mishap... mishaps) {
        Map<String, Mishap> first = new ConcurrentHashMap<>();
        provider.trouble()
                .whenever(
                        operation,
                        attempt -> attempt.ordinal() == 1 ? first.get(Objects.requireNonNull(attempt.flowId())) : null);
        for (Mishap mishap : mishaps) {
            Link link = riskflow.startOneTime();
            first.put(link.flowId(), mishap);
            riskflow.authorize(link);
        }
        for (String flowId : first.keySet()) {
            riskflow.awaitStatus(flowId, "completed");
            assertThat(provider.ledger().count(operation, flowId)).isEqualTo(2);
        }
    }
}
