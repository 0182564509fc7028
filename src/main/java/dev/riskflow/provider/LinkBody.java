package dev.riskflow.provider;

import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of a flow initiation (contract, "Flow initiation"), written by {@link ProviderJson}. */
record LinkBody(
        URI redirectUri,
        Secret state,
        @Nullable String userId,
        @Nullable String language,
        @Nullable String name,
        @Nullable Integer reportingPeriod,
        @Nullable List<WidgetLinkRequest.Account> accounts,
        @Nullable List<String> accountTypes,
        @Nullable Boolean allowMultiSelection,
        @Nullable Boolean saveSecrets) {

    static LinkBody of(WidgetLinkRequest request) {
        return new LinkBody(
                request.redirectUri(),
                request.state(),
                request.userId(),
                request.language(),
                request.name(),
                request.reportingPeriod(),
                request.accounts(),
                request.accountTypes(),
                request.allowMultiSelection(),
                request.saveSecrets());
    }

    /** Names nothing: the HTTP client logs bodies this way, and this one is a person's data. */
    @Override
    public String toString() {
        return "LinkBody[***]";
    }
}
