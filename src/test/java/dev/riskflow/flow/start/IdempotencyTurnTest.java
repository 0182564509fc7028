package dev.riskflow.flow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.flow.start.once.IdempotencyKey;
import dev.riskflow.flow.start.once.IdempotencyRow;
import dev.riskflow.flow.start.once.IdempotencyStore;
import dev.riskflow.flow.start.once.KeyedStarts;
import dev.riskflow.flow.start.request.FlowOrder;
import dev.riskflow.flow.start.request.RequestJson;
import dev.riskflow.flow.start.request.StartFlowRequest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.IssuedTokens;
import dev.riskflow.provider.ProviderSettings;
import dev.riskflow.provider.ReportDocument;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.provider.WidgetLink;
import dev.riskflow.provider.WidgetLinkRequest;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A turn at the provider may be waited for as long as it takes: no lease runs meanwhile. */
@RiskflowTest
class IdempotencyTurnTest {

    private static final String CLIENT = "demo-shop";

    private final StartingFlow startingFlow;
    private final IdempotencyStore keys;
    private final HandedOutLinks links;
    private final RiskReportProvider provider;
    private final ProviderSettings settings;
    private final Sealer sealer;

    IdempotencyTurnTest(
            StartingFlow startingFlow,
            IdempotencyStore keys,
            HandedOutLinks links,
            RiskReportProvider provider,
            ProviderSettings settings,
            Sealer sealer) {
        this.startingFlow = startingFlow;
        this.keys = keys;
        this.links = links;
        this.provider = provider;
        this.settings = settings;
        this.sealer = sealer;
    }

    @Test
    void aKeyIsClaimedOnlyWhenItsTurnHasCome() {
        IdempotencyKey key = new IdempotencyKey(KeyedStarts.newKey());
        WatchedTurns turns = new WatchedTurns(provider, () -> keys.find(key.of(CLIENT)));
        StartingOnce startingOnce = new StartingOnce(startingFlow, keys, links, turns, settings, sealer);
        StartFlowRequest request = RequestJson.read("{\"type\": \"one_time\"}");

        startingOnce.start(Optional.of(key), CLIENT, "a request", () -> new FlowOrder(CLIENT, null, request, null));

        assertThat(turns.before).as("the key, each time a turn was asked for").containsExactly(Optional.empty());
        assertThat(keys.find(key.of(CLIENT)).map(IdempotencyRow::flow)).isPresent();
    }

    /** The provider; remembers how the key stood when a turn was asked for. */
    private static final class WatchedTurns implements RiskReportProvider {

        private final RiskReportProvider provider;
        private final Supplier<Optional<IdempotencyRow>> key;
        private final List<Optional<IdempotencyRow>> before = new ArrayList<>();

        WatchedTurns(RiskReportProvider provider, Supplier<Optional<IdempotencyRow>> key) {
            this.provider = provider;
            this.key = key;
        }

        @Override
        public void inTurn(Runnable work) {
            before.add(key.get());
            provider.inTurn(work);
        }

        @Override
        public WidgetLink createWidgetLink(WidgetLinkRequest request) {
            return provider.createWidgetLink(request);
        }

        @Override
        public IssuedTokens exchange(FlowId flow, Secret code, URI redirectUri) {
            return provider.exchange(flow, code, redirectUri);
        }

        @Override
        public IssuedTokens refresh(FlowId flow, Secret refreshToken) {
            return provider.refresh(flow, refreshToken);
        }

        @Override
        public ReportDocument fetchReport(FlowId flow, Secret accessToken) {
            return provider.fetchReport(flow, accessToken);
        }
    }
}
