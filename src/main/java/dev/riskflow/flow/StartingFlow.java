package dev.riskflow.flow;

import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.provider.WidgetLink;
import dev.riskflow.provider.WidgetLinkRequest;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates a widget link at the provider and the flow that awaits its user's return. */
@Component
class StartingFlow {

    /** 256 bits cannot be guessed; whoever brings the state back had the link. */
    private static final int STATE_BITS = 256;

    private final RiskReportProvider provider;
    private final FlowRepository flows;
    private final ReturnUrls returnUrls;
    private final PublicSettings publicSettings;
    private final FlowSettings settings;
    private final Clock clock;

    StartingFlow(
            RiskReportProvider provider,
            FlowRepository flows,
            ReturnUrls returnUrls,
            PublicSettings publicSettings,
            FlowSettings settings,
            Clock clock) {
        this.provider = provider;
        this.flows = flows;
        this.returnUrls = returnUrls;
        this.publicSettings = publicSettings;
        this.settings = settings;
        this.clock = clock;
    }

    /** The flow is stored once its link exists; a link whose flow could not be stored is never handed out. */
    public FlowLink start(StartFlowRequest request, String client) {
        Secret state = Secret.random(STATE_BITS);
        WidgetLink link = provider.createWidgetLink(linkRequest(request, state));
        Flow flow = flows.save(new Flow(
                new StartedFlow(
                        link.id(),
                        request.type(),
                        client,
                        request.userId(),
                        state.fingerprint(),
                        Objects.requireNonNullElse(request.binding(), Binding.NONE),
                        returnUrl(request),
                        request.language()),
                clock.instant(),
                settings.linkLifetime()));
        return new FlowLink(link.id(), link.location(), flow.status(), flow.expiresAt());
    }

    private @Nullable URI returnUrl(StartFlowRequest request) {
        return request.returnUrl() == null ? returnUrls.first().orElse(null) : URI.create(request.returnUrl());
    }

    private WidgetLinkRequest linkRequest(StartFlowRequest request, Secret state) {
        List<WidgetLinkRequest.Account> accounts = request.accounts() == null
                ? null
                : request.accounts().stream().map(StartingFlow::account).toList();
        return new WidgetLinkRequest(
                request.type(),
                publicSettings.callback(),
                state,
                request.userId(),
                request.language(),
                request.name(),
                request.reportingPeriod(),
                accounts,
                request.accountTypes(),
                request.allowMultiSelection(),
                request.saveSecrets());
    }

    private static WidgetLinkRequest.Account account(StartFlowRequest.AccountChoice choice) {
        String id = Iban.isShapedLike(choice.id()) ? Iban.compact(choice.id()) : choice.id();
        return new WidgetLinkRequest.Account(id, choice.currency());
    }
}
