package dev.riskflow.flow.tickets;

import dev.riskflow.flow.browser.RevealedSecret;
import dev.riskflow.secrets.Secret;
import java.time.Instant;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Answer to {@code POST /risk-flows/{flow_id}/tickets}.
 *
 * @param ticket for the query of {@code GET /risk-flows/{flow_id}/events}; letters, digits, {@code -} and {@code _}
 * @param expiresAt until when it lets in; a stream that is open by then lives on
 */
record FlowTicket(
        @JsonSerialize(using = RevealedSecret.class) Secret ticket, Instant expiresAt) {}
