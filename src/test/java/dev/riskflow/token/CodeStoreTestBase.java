package dev.riskflow.token;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** The statements on a grant's row, each test with a flow of its own; no job knows of it. */
abstract class CodeStoreTestBase {

    static final Duration LEASE = Duration.ofSeconds(90);
    static final URI REDIRECT_URI = URI.create("https://riskflow.example/callback");

    final CodeStore codes;
    final GrantStore grants;
    final Rows rows;
    private final Riskflow riskflow;
    FlowId flow = new FlowId("none");

    CodeStoreTestBase(CodeStore codes, GrantStore grants, Rows rows, Riskflow riskflow) {
        this.codes = codes;
        this.grants = grants;
        this.rows = rows;
        this.riskflow = riskflow;
    }

    @BeforeEach
    void startFlow() {
        flow = new FlowId(riskflow.startOneTime().flowId());
    }

    boolean accept(String code) {
        return codes.accept(
                flow,
                FlowType.ONE_TIME,
                new ReceivedCode(
                        "sealed " + code, Secret.of(code).fingerprint(), Duration.ofHours(1), REDIRECT_URI, "sandbox"));
    }

    Optional<Claim> claim() {
        return codes.claim(flow, UUID.randomUUID(), LEASE);
    }

    Claim claimed() {
        return claim().orElseThrow();
    }

    boolean storeTokens(Claim claim, String access) {
        return storeTokens(claim, access, Duration.ofHours(1));
    }

    boolean storeTokens(Claim claim, String access, Duration lifetime) {
        return codes.store(
                claim, new SealedTokens(access, "refresh", "sandbox", lifetime, lifetime, Duration.ofDays(30)));
    }

    /** The access token, while it lives. */
    Optional<String> livingToken() {
        return grants.find(flow).filter(GrantRow::alive).map(row -> String.valueOf(row.sealedAccess()));
    }

    LossReason loss() {
        return grants.find(flow).orElseThrow().loss();
    }

    Object value(String column) {
        return String.valueOf(rows.grant(flow.value()).get(column));
    }

    /** The holder of the claim died: its lease lapsed. */
    void letLeaseLapse() {
        change("UPDATE token_grant SET lease_until = now() - interval '1 second' WHERE flow_id = :flow");
    }

    void letHourPass() {
        change("UPDATE token_grant SET code_expires_at = now() - interval '1 second' WHERE flow_id = :flow");
    }

    void change(String sql) {
        if (rows.change(flow.value(), sql) != 1) {
            throw new IllegalStateException("There is no grant to change");
        }
    }
}
