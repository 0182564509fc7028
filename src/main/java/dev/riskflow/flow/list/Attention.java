package dev.riskflow.flow.list;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a flow wants a person to act. One that another flow took over wants nothing any more. */
public enum Attention {
    /** A completed ongoing flow lost its access: only the user can give it again. */
    REAUTHORIZE,
    /**
     * A completed ongoing flow's access ends within a week, or should have ended: the bank's consent, or the provider's
     * limit on the user's absence.
     */
    CONSENT_ENDING,
    /** Nobody knows whether the refresh token is spent. It settles itself; often, it points to a provider in trouble. */
    IN_DOUBT,
    /** A one-time flow has less than a quarter of an hour left until its data is gone, and no report. */
    DEADLINE_NEAR;

    /** As in the API. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
