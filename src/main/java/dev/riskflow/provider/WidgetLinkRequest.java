package dev.riskflow.provider;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the provider is asked for when a widget link is created (contract, "Flow initiation"): the body, as
 * {@link ProviderJson} writes it. What is null is not sent, so that the provider's own default applies.
 *
 * @param type says where it is sent to
 * @param userId mandatory for {@link FlowType#ONGOING}, absent for {@link FlowType#ONE_TIME}
 * @param reportingPeriod months of history
 */
public record WidgetLinkRequest(
        @JsonIgnore FlowType type,
        URI redirectUri,
        Secret state,
        @Nullable String userId,
        @Nullable String language,
        @Nullable String name,
        @Nullable Integer reportingPeriod,
        @Nullable List<Account> accounts,
        @Nullable List<String> accountTypes,
        @Nullable Boolean allowMultiSelection,
        @Nullable Boolean saveSecrets) {

    public WidgetLinkRequest {
        if ((type == FlowType.ONGOING) != (userId != null)) {
            throw new IllegalArgumentException("user_id belongs to ongoing flows, and only to them");
        }
        if (type == FlowType.ONE_TIME && saveSecrets != null) {
            throw new IllegalArgumentException("save_secrets belongs to ongoing flows only");
        }
    }

    /** Names the type only: the HTTP client logs bodies this way, and the rest is a person's data. */
    @Override
    public String toString() {
        return "WidgetLinkRequest[type=" + type + "]";
    }

    /**
     * An account to preselect.
     *
     * @param id IBAN, account number or PAN
     * @param currency ISO 4217 code
     */
    public record Account(String id, @Nullable String currency) {

        @Override
        public String toString() {
            return "Account[***]";
        }
    }
}
