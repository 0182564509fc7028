package dev.riskflow.token;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.ProviderSettings;
import dev.riskflow.secrets.KeyChange;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One of several instances of the token service on a database: its parts as the service has them, without the rest. */
final class TokenInstance implements AutoCloseable {

    final RotationStore rotations;
    final IdleGrantStore idle;
    final KeepAlive keepAlive;
    final Presentation presentation;
    final KeyChange keyChange;
    final MeterRegistry registry = new SimpleMeterRegistry();
    private final TokenRequests requests = new TokenRequests(ObservationRegistry.NOOP);

    TokenInstance(LoadedDatabase database, StrictIssuer provider, Sealer sealer, int keepAlivePerMinute) {
        this(database, provider, sealer, keepAlivePerMinute, Clock.systemUTC());
    }

    TokenInstance(LoadedDatabase database, StrictIssuer provider, Sealer sealer, int keepAlivePerMinute, Clock clock) {
        TokenSettings settings = settings(keepAlivePerMinute);
        rotations = new RotationStore(database.jdbc());
        idle = new IdleGrantStore(database.jdbc());
        presentation = new Presentation(
                provider,
                new CodeStore(database.jdbc()),
                rotations,
                sealer,
                new Persistence(),
                settings,
                providerSettings(),
                new TokenMetrics(registry),
                clock);
        keepAlive = new KeepAlive(idle, presentation, requests, provider, settings);
        keyChange = new KeyChange(
                database.jdbc(),
                new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
                sealer,
                Columns.TABLE);
    }

    /** Presents the refresh token of that generation, if it is free: whether it was. */
    boolean rotate(FlowId flow, int generation) {
        Moment claimedAt = presentation.moment();
        Optional<Claim> claim = rotations.claim(flow, generation, UUID.randomUUID(), Duration.ofSeconds(90));
        claim.ifPresent(mine -> presentation.rotate(mine, claimedAt));
        return claim.isPresent();
    }

    /** Presents the refresh token of an idle grant, if it still is one: whether it was. */
    boolean renew(FlowId flow) {
        Moment claimedAt = presentation.moment();
        Optional<Claim> claim = idle.claim(flow, UUID.randomUUID(), Duration.ofSeconds(90));
        claim.ifPresent(mine -> presentation.rotate(mine, claimedAt));
        return claim.isPresent();
    }

    /** As at its start: refused if rows need a key that it does not hold. */
    List<String> keysInUse() {
        return keyChange.keysInUse();
    }

    static TokenSettings settings(int keepAlivePerMinute) {
        return new TokenSettings(
                Duration.ofMinutes(5),
                Duration.ofSeconds(90),
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                Duration.ofDays(30),
                keepAlivePerMinute,
                Duration.ofDays(90),
                false);
    }

    private static ProviderSettings providerSettings() {
        return new ProviderSettings(
                URI.create("http://localhost"),
                "client",
                Secret.of("secret"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                256);
    }

    @Override
    public void close() {
        requests.close();
    }
}
