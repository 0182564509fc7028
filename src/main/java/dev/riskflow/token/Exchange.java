package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.NoTransaction;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.token.ExchangeOutcome.Granted;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns a code into stored tokens. A code is single-use, so the attempt is claimed and committed before it is sent.
 */
@Component
class Exchange {

    private final CodeStore codes;
    private final GrantStore grants;
    private final TokenRequests requests;
    private final Presentation presentation;
    private final RiskReportProvider provider;
    private final TokenSettings settings;

    Exchange(
            CodeStore codes,
            GrantStore grants,
            TokenRequests requests,
            Presentation presentation,
            RiskReportProvider provider,
            TokenSettings settings) {
        this.codes = codes;
        this.grants = grants;
        this.requests = requests;
        this.presentation = presentation;
        this.provider = provider;
        this.settings = settings;
    }

    /** Attempts the exchange if nobody else does, and says where it stands. */
    ExchangeOutcome attempt(FlowId flow) {
        NoTransaction.require();
        AtomicReference<@Nullable Granted> granted = new AtomicReference<>();
        try {
            requests.start(
                            flow,
                            () -> provider.inTurn(
                                    () -> granted.set(claimAndPresent(flow).orElse(null))))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        // Whoever has just stored the tokens need not ask whether they are there.
        Granted stored = granted.get();
        return stored == null ? outcome(flow) : stored;
    }

    /** Empty unless tokens came of it, and are committed. */
    private Optional<Granted> claimAndPresent(FlowId flow) {
        Moment claimedAt = presentation.moment();
        Optional<Claim> claim = codes.claim(flow, UUID.randomUUID(), settings.lease());
        if (claim.isEmpty()) {
            codes.expire(flow);
            return Optional.empty();
        }
        return presentation.exchange(claim.get(), claimedAt);
    }

    /** Where it stands, without an attempt. */
    ExchangeOutcome outcome(FlowId flow) {
        return grants.find(flow).map(Exchange::outcome).orElseGet(ExchangeOutcome.Gone::new);
    }

    private static ExchangeOutcome outcome(GrantRow row) {
        return switch (row.state()) {
            case CODE_RECEIVED -> new ExchangeOutcome.Later(row.waiting());
            // A lease says when its holder is given up, not when the answer comes.
            case EXCHANGING -> new ExchangeOutcome.Later(null);
            case ACTIVE, ROTATING, IN_DOUBT -> new Granted(null);
            case REAUTHORIZE -> row.generation() > 0 ? new Granted(null) : new ExchangeOutcome.Lost(row.loss());
        };
    }
}
