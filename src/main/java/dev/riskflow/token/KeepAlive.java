package dev.riskflow.token;

import dev.riskflow.provider.RiskReportProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Renews refresh tokens of ongoing grants that nobody used for long, before they end. Each rotation is a risk, so it is
 * done rarely, and at a gentle pace. It can't extend the provider's limit on user activity.
 */
@Component
class KeepAlive {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

    private final RotationStore rotations;
    private final Presentation presentation;
    private final TokenRequests requests;
    private final RiskReportProvider provider;
    private final TokenSettings settings;

    KeepAlive(
            RotationStore rotations,
            Presentation presentation,
            TokenRequests requests,
            RiskReportProvider provider,
            TokenSettings settings) {
        this.rotations = rotations;
        this.presentation = presentation;
        this.requests = requests;
        this.provider = provider;
        this.settings = settings;
    }

    /** From the end of one run to the beginning of the next. A pace that is too slow for it makes it longer. */
    Duration pause() {
        Duration one = MINUTE.dividedBy(settings.keepAlivePerMinute());
        return one.compareTo(USUAL_PAUSE) > 0 ? one : USUAL_PAUSE;
    }

    /** As many as the pace allows for one pause. */
    void renewIdle() {
        int most = (int) (settings.keepAlivePerMinute() * pause().toMillis() / MINUTE.toMillis());
        long claimedAt = System.nanoTime();
        List<Claim> claims = rotations.claimIdle(most, settings.lease());
        CompletableFuture<?>[] renewals = claims.stream()
                .map(claim -> requests.start(() -> provider.inTurn(() -> presentation.rotate(claim, claimedAt)))
                        .exceptionally(failure -> {
                            LOG.warn("flow {}: keep-alive ended in {}", claim.flow(), failure.toString());
                            return null;
                        }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(renewals).join();
    }
}
