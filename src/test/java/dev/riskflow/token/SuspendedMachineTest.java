package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.MovableClock;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A machine is suspended between the claim of a token and its request, as one that moves to another host is. */
class SuspendedMachineTest {

    private static final Sealer SEALER = Sealers.ring("k");
    private static final Duration LEASE = Duration.ofSeconds(90);

    private final MovableClock time = new MovableClock(Instant.now());
    private final Clock clock = time.withZone(ZoneOffset.UTC);

    @Test
    void whatWasClaimedTooLongAgoIsNotSent() {
        StrictIssuer provider = new StrictIssuer();
        try (LoadedDatabase database = LoadedDatabase.empty();
                TokenInstance instance = new TokenInstance(database, provider, SEALER, 600, clock)) {
            FlowId flow = IdleGrants.plant(database, 1, SEALER).getFirst();
            Moment before = instance.presentation.moment();
            Claim claim =
                    instance.rotations.claim(flow, 1, UUID.randomUUID(), LEASE).orElseThrow();

            time.advance(Duration.ofMinutes(10));
            instance.presentation.rotate(claim, before);

            assertThat(provider.requests()).isZero();
            assertThat(text(database, "SELECT state FROM token_grant")).isEqualTo("ACTIVE");
            assertThat(text(database, "SELECT outcome FROM token_ledger")).isEqualTo("NOT_SENT");
        }
    }

    @Test
    void anAccessTokensTimeRunsFromTheStartOfItsRequest() {
        StrictIssuer provider = new StrictIssuer();
        provider.meanwhile(() -> time.advance(Duration.ofMinutes(20)));
        try (LoadedDatabase database = LoadedDatabase.empty();
                TokenInstance instance = new TokenInstance(database, provider, SEALER, 600, clock)) {
            instance.rotate(IdleGrants.plant(database, 1, SEALER).getFirst(), 1);

            assertThat(text(
                            database,
                            "SELECT (access_expires_at - updated_at BETWEEN interval '39 minutes' AND interval '40 minutes')"
                                    + "::text FROM token_grant"))
                    .isEqualTo("true");
        }
    }

    /** A clock that is set back hides nothing. */
    @Test
    void ticksCountAsWell() {
        Moment before = Moment.now(clock);
        time.advance(Duration.ofHours(-1));

        assertThat(before.passed(clock)).isPositive();
    }

    private static String text(LoadedDatabase database, String sql) {
        return database.jdbc().sql(sql).query(String.class).single();
    }
}
