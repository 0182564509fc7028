package dev.riskflow.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.sandbox.SandboxClient.Started;
import dev.riskflow.sandbox.SandboxClient.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RotationTest extends SandboxTestBase {

    @Test
    void aRefreshReplacesTheRefreshTokenAndLeavesTheOldAccessTokenAlive() throws Exception {
        Started flow = client.startOngoing();
        Tokens first = client.tokens(flow);

        Tokens second = Tokens.of(client.refresh(first.refresh()));

        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(second.access()).isNotEqualTo(first.access());
        assertThat(client.report(flow.id(), first.access()).statusCode()).isEqualTo(200);
        assertThat(client.report(flow.id(), second.access()).statusCode()).isEqualTo(200);
        assertThat(client.refresh(second.refresh()).statusCode()).isEqualTo(200);
    }

    @Test
    void aSpentRefreshTokenKillsItsFamilyAndNoOther() throws Exception {
        Started flow = client.startOngoing();
        Started other = client.startOngoing();
        Tokens first = client.tokens(flow);
        Tokens others = client.tokens(other);
        Tokens second = Tokens.of(client.refresh(first.refresh()));

        assertThat(client.refresh(first.refresh()).statusCode()).isEqualTo(400);

        assertThat(client.report(flow.id(), first.access()).statusCode()).isEqualTo(401);
        assertThat(client.report(flow.id(), second.access()).statusCode()).isEqualTo(401);
        assertThat(client.refresh(second.refresh()).body()).contains("invalid_grant");
        assertThat(client.report(other.id(), others.access()).statusCode()).isEqualTo(200);
        assertThat(provider.ledger().entries(flow.id()))
                .filteredOn(entry -> entry.operation() == Operation.REFRESH)
                .extracting(LedgerEntry::outcome)
                .containsExactly(Outcome.SERVED, Outcome.REUSED_GRANT, Outcome.REVOKED_GRANT);
        assertThat(provider.ledger().revokedFamilies()).isEqualTo(1);
    }

    @Test
    void ofTwoAtOnceOneIsServed() throws Exception {
        Tokens tokens = client.tokens(client.startOngoing());
        CountDownLatch bothInside = new CountDownLatch(2);
        provider.adjust(conduct -> conduct.withClock(() -> meet(bothInside)));
        Callable<Integer> refresh = () -> client.refresh(tokens.refresh()).statusCode();

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : callers.invokeAll(List.of(refresh, refresh))) {
                statuses.add(answer.get());
            }
        }

        assertThat(statuses).containsExactlyInAnyOrder(200, 400);
    }

    /** The time is asked for amid a rotation: whoever comes there waits a moment for another to come as well. */
    private Instant meet(CountDownLatch bothInside) {
        bothInside.countDown();
        try {
            boolean met = bothInside.await(500, TimeUnit.MILLISECONDS);
            return met ? clock.instant() : clock.instant().plusNanos(1);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Test
    void withGraceASpentTokenIsGoodForAWhile() throws Exception {
        provider.adjust(conduct -> conduct.withRotation(Rotation.grace(Duration.ofSeconds(30))));
        Started flow = client.startOngoing();
        Tokens first = client.tokens(flow);
        Tokens second = Tokens.of(client.refresh(first.refresh()));
        clock.advance(Duration.ofSeconds(29));

        Tokens again = Tokens.of(client.refresh(first.refresh()));

        assertThat(client.report(flow.id(), again.access()).statusCode()).isEqualTo(200);
        assertThat(client.report(flow.id(), second.access()).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(client.refresh(first.refresh()).statusCode()).isEqualTo(400);
        assertThat(client.report(flow.id(), again.access()).statusCode()).isEqualTo(401);
    }

    @Test
    void aRefreshMayBringNoNewRefreshToken() throws Exception {
        provider.adjust(conduct -> conduct.withRotation(Rotation.kept()));
        Tokens tokens = client.tokens(client.startOngoing());

        assertThat(SandboxClient.json(client.refresh(tokens.refresh())).has("refresh_token"))
                .isFalse();
        assertThat(client.refresh(tokens.refresh()).statusCode()).isEqualTo(200);
    }

    @Test
    void anAccessTokenLivesOneHour() throws Exception {
        Started flow = client.startOngoing();
        Tokens tokens = client.tokens(flow);
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(client.report(flow.id(), tokens.access()).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofMillis(1));

        assertThat(client.report(flow.id(), tokens.access()).statusCode()).isEqualTo(401);
    }

    @Test
    void aRefreshTokenLivesNinetyDaysFromItsOwnIssue() throws Exception {
        Tokens first = client.tokens(client.startOngoing());
        clock.advance(Duration.ofDays(90).minusMillis(1));
        Tokens second = Tokens.of(client.refresh(first.refresh()));
        clock.advance(Duration.ofDays(90));

        assertThat(client.refresh(second.refresh()).statusCode()).isEqualTo(400);
        assertThat(provider.ledger().count(Operation.REFRESH, Outcome.EXPIRED_GRANT))
                .isEqualTo(1);
    }

    @Test
    void lifetimesAreSettings() throws Exception {
        provider.adjust(conduct -> conduct.withLifetimes(Lifetimes.usual().withAccessToken(Duration.ofSeconds(5))));
        Started flow = client.startOngoing();
        Tokens tokens = client.tokens(flow);
        clock.advance(Duration.ofSeconds(5));

        assertThat(client.report(flow.id(), tokens.access()).statusCode()).isEqualTo(401);
        assertThat(SandboxClient.json(client.refresh(tokens.refresh()))
                        .get("expires_in")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void withdrawnConsentEndsAccess() throws Exception {
        Started flow = client.startOngoing();
        Tokens tokens = client.tokens(flow);

        provider.revoke(flow.id());

        assertThat(client.report(flow.id(), tokens.access()).statusCode()).isEqualTo(401);
        assertThat(client.refresh(tokens.refresh()).statusCode()).isEqualTo(400);
    }
}
