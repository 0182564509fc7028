package dev.riskflow.flow.start.request;

import dev.riskflow.flow.Binding;
import dev.riskflow.provider.FlowType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /risk-flows}. The provider's parameters keep its names and meaning (contract, "Flow
 * initiation"); what is absent is left to the provider's default.
 *
 * @param userId the client's own stable identifier of its user: mandatory for ongoing flows, refused for one-time ones
 * @param language of the widget
 * @param name the account holder's, as the client knows it; without it the report has no verification result
 * @param reportingPeriod months of history; the provider's default is 12, its guide suggests at least 6
 * @param accounts to preselect; the user then skips bank selection
 * @param accountTypes in order of priority
 * @param allowMultiSelection whether several accounts may be aggregated into the report; the provider's default is true
 * @param saveSecrets ongoing only: saved credentials let the provider update the data by itself
 * @param returnUrl where the browser goes after the callback; must match {@code riskflow.return-urls}
 * @param binding who may bring the code back; {@code none} if absent
 */
@ConsistentWithType
public record StartFlowRequest(
        @NotNull(message = "is mandatory: one_time or ongoing")
        FlowType type,

        @Nullable @CodePointLength(max = 256) @Schema(maxLength = 256) @PlainText
        String userId,

        @Nullable @Pattern(regexp = "^(de|en|es|fr|ar)$", message = "must be one of de, en, es, fr, ar")
        String language,

        @Nullable @CodePointLength(max = 256) @Schema(maxLength = 256) @PlainText
        String name,

        @Nullable
        @Min(value = 4, message = "must be at least 4 months")
        @Max(value = 120, message = "must be at most 120 months")
        Integer reportingPeriod,

        @Nullable @Size(min = 1, max = StartFlowRequest.MOST_ACCOUNTS)
        List<@NotNull @Valid AccountChoice> accounts,

        @Nullable @Size(min = 1, max = StartFlowRequest.MOST_ACCOUNT_TYPES)
        List<@NotNull @Size(max = 64) @PlainText String> accountTypes,

        @Nullable Boolean allowMultiSelection,
        @Nullable Boolean saveSecrets,
        @Nullable @Size(max = 2048) @AllowedReturnUrl String returnUrl,
        @Nullable @BindingInForce Binding binding) {

    static final int MOST_ACCOUNTS = 50;
    static final int MOST_ACCOUNT_TYPES = 20;

    /**
     * Of a list that is too long, one element more is kept than it may have: its length is refused all the same, and each
     * element that is refused is compared with all others that are.
     */
    public StartFlowRequest {
        accounts = atMost(MOST_ACCOUNTS + 1, accounts);
        accountTypes = atMost(MOST_ACCOUNT_TYPES + 1, accountTypes);
    }

    private static <T extends @Nullable Object> @Nullable List<T> atMost(int most, @Nullable List<T> given) {
        return given == null || given.size() <= most ? given : given.subList(0, most);
    }

    /** The binding that holds: absent means {@link Binding#NONE}. */
    public Binding effectiveBinding() {
        return binding == null ? Binding.NONE : binding;
    }

    /** The same, with another return URL. */
    public StartFlowRequest withReturnUrl(@Nullable String url) {
        return with(url, binding);
    }

    /** The same, bound so. */
    StartFlowRequest withBinding(Binding other) {
        return with(returnUrl, other);
    }

    private StartFlowRequest with(@Nullable String otherReturnUrl, @Nullable Binding otherBinding) {
        return new StartFlowRequest(
                type,
                userId,
                language,
                name,
                reportingPeriod,
                accounts,
                accountTypes,
                allowMultiSelection,
                saveSecrets,
                otherReturnUrl,
                otherBinding);
    }

    /** Names the type only: the rest is a person's data. */
    @Override
    public String toString() {
        return "StartFlowRequest[type=" + type + "]";
    }

    /**
     * An account to preselect.
     *
     * @param id IBAN (its check digits are verified), account number or PAN
     * @param currency ISO 4217 code
     */
    public record AccountChoice(
            @NotNull @Size(max = 64) @PlainText @AccountId String id,

            @Nullable @Pattern(regexp = "^[A-Z]{3}$", message = "must be an ISO 4217 code such as EUR")
            String currency) {

        @Override
        public String toString() {
            return "AccountChoice[***]";
        }
    }
}
