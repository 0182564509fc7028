package dev.riskflow.provider;

import dev.riskflow.secrets.Secret;
import java.net.URI;

/**
 * The provider's four calls (contract, "Endpoints"). Each sends one request; a {@code POST} is never
 * resent. Everything but the documented success is a {@link ProviderException}. No caller may hold a database
 * connection or transaction while it calls.
 */
public interface RiskReportProvider {

    /**
     * Waits for a place among the calls under way ({@code riskflow.provider.max-concurrent}) and keeps it for the work,
     * whose own calls then wait no more. For work that must not wait between a claim and its request.
     */
    void inTurn(Runnable work);

    /** {@code POST /onetime/risk-report} or {@code POST /ongoing/risk-report}. */
    WidgetLink createWidgetLink(WidgetLinkRequest request);

    /**
     * {@code POST /auth/token}, {@code grant_type=authorization_code}. The code is spent by it, whatever the answer.
     *
     * @param redirectUri the same as when the link was created
     */
    IssuedTokens exchange(FlowId flow, Secret code, URI redirectUri);

    /** {@code POST /auth/token}, {@code grant_type=refresh_token}. The token is spent by it, whatever the answer. */
    IssuedTokens refresh(FlowId flow, Secret refreshToken);

    /**
     * {@code GET /rest/risk-reports/{flow id}}. Safe to repeat, and the one request that the HTTP client may send again
     * by itself, when the connection breaks before any answer.
     */
    ReportDocument fetchReport(FlowId flow, Secret accessToken);
}
