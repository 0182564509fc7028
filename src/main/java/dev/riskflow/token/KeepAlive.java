package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.RiskReportProvider;
import java.time.Duration;
import java.util.UUID;
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

    private final IdleGrantStore idle;
    private final Presentation presentation;
    private final TokenRequests requests;
    private final RiskReportProvider provider;
    private final TokenSettings settings;

    KeepAlive(
            IdleGrantStore idle,
            Presentation presentation,
            TokenRequests requests,
            RiskReportProvider provider,
            TokenSettings settings) {
        this.idle = idle;
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
        CompletableFuture<?>[] renewals = idle.findDue(most).stream()
                .map(flow -> requests.start(flow, () -> provider.inTurn(() -> renew(flow)))
                        .exceptionally(failure -> {
                            LOG.warn("flow {}: keep-alive ended in {}", flow, failure.toString());
                            return null;
                        }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(renewals).join();
    }

    /**
     * Guarantee: nothing is claimed before it is its turn. However long others' calls keep it waiting, no lease lapses
     * for a token that was never sent, and no other instance is kept from the grant meanwhile.
     */
    private void renew(FlowId flow) {
        Moment claimedAt = presentation.moment();
        idle.claim(flow, UUID.randomUUID(), settings.lease()).ifPresent(claim -> presentation.rotate(claim, claimedAt));
    }
}
