package dev.riskflow.flow.start;

import dev.riskflow.flow.browser.PublicSettings;
import dev.riskflow.flow.start.request.StartFlowRequest;
import dev.riskflow.provider.Iban;
import dev.riskflow.provider.WidgetLinkRequest;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the provider is asked for when a flow is started. */
@Component
class LinkRequests {

    private final PublicSettings publicSettings;

    LinkRequests(PublicSettings publicSettings) {
        this.publicSettings = publicSettings;
    }

    WidgetLinkRequest of(StartFlowRequest parameters, Secret state) {
        List<WidgetLinkRequest.Account> accounts = parameters.accounts() == null
                ? null
                : parameters.accounts().stream().map(LinkRequests::account).toList();
        return new WidgetLinkRequest(
                parameters.type(),
                redirectUri(),
                state,
                parameters.userId(),
                parameters.language(),
                parameters.name(),
                parameters.reportingPeriod(),
                accounts,
                parameters.accountTypes(),
                parameters.allowMultiSelection(),
                parameters.saveSecrets());
    }

    URI redirectUri() {
        return publicSettings.callback();
    }

    private static WidgetLinkRequest.Account account(StartFlowRequest.AccountChoice choice) {
        String id = Iban.isShapedLike(choice.id()) ? new Iban(choice.id()).compact() : choice.id();
        return new WidgetLinkRequest.Account(id, choice.currency());
    }
}
