package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import java.util.UUID;

/**
 * The right to present a code once, proven by a committed row.
 *
 * @param attempt fences a failure: only the claim's own holder may condemn the row
 * @param sealedCode as stored
 */
record Claim(FlowId flow, UUID attempt, String sealedCode, String redirectUri) {

    @Override
    public String toString() {
        return "Claim[flow=" + flow + ", attempt=" + attempt + "]";
    }
}
