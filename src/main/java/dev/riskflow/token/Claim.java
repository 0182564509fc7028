package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to present a code or refresh token once, proven by a committed row.
 *
 * @param attempt fences a failure: only the claim's own holder may condemn the row
 * @param generation what is presented, and fences a success; 0: the code
 * @param cause why, for the ledger
 * @param sealedGrant the code or refresh token, as stored
 * @param redirectUri what an exchange has to repeat; null for a rotation
 */
record Claim(
        FlowId flow,
        UUID attempt,
        int generation,
        RequestCause cause,
        String sealedGrant,
        @Nullable URI redirectUri) {

    static Claim ofRefreshToken(ResultSet row) throws SQLException {
        return new Claim(
                new FlowId(row.getString("flow_id")),
                row.getObject("attempt_id", UUID.class),
                row.getInt("generation"),
                RequestCause.valueOf(row.getString("cause")),
                row.getString("refresh_token"),
                null);
    }

    @Override
    public String toString() {
        return "Claim[flow=" + flow + ", attempt=" + attempt + ", generation=" + generation + ", cause=" + cause + "]";
    }
}
