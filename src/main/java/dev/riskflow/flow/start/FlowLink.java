package dev.riskflow.flow.start;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.browser.RevealedSecret;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Secret;
import java.time.Instant;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Answer to {@code POST /risk-flows}, and to a renewal.
 *
 * @param location opens the widget: top-level redirect, new window or iframe
 * @param expiresAt when a flow whose user has not come back expires
 */
record FlowLink(
        FlowId flowId,
        @JsonSerialize(using = RevealedSecret.class) Secret location,
        FlowStatus status,
        Instant expiresAt) {}
