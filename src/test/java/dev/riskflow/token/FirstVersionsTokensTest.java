package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.KeyChange;
import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import dev.riskflow.secrets.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tokens that the first version stored, which knew of no rotation and no change of keys, are followed like all others. */
class FirstVersionsTokensTest {

    private static final Sealer FIRST = Sealers.ring("first");
    private static final Sealer MOVING = Sealers.ring("new", "first");

    private static final Sealer MOVED = Sealers.ring("new");

    private final LoadedDatabase database = LoadedDatabase.ofVersion(1);

    @BeforeEach
    void plantAsTheFirstVersionDid() {
        flow("ongoing", "ONGOING");
        grant("ongoing", "ACTIVE", null, "tokens");
        flow("lost", "ONGOING");
        grant("lost", "REAUTHORIZE", null, "tokens");
        flow("one-time", "ONE_TIME");
        grant("one-time", "ACTIVE", null, "tokens");
        flow("code", "ONGOING");
        grant("code", "CODE_RECEIVED", "code", null);
        database.migrate(10);
        stopChecking("ongoing");
        stopChecking("lost");
        database.migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aChangeOfKeysTakesThemAlong() {
        assertThat(keyChange(MOVING).keysInUse()).containsExactly("first");

        keyChange(MOVING).reseal();

        assertThat(keyChange(MOVED).keysInUse()).containsExactly("new");
        assertThat(MOVED.open(column("ongoing", "refresh_token"), Columns.REFRESH_TOKEN, "ongoing"))
                .isEqualTo(Secret.of("tokens"));
        assertThat(MOVED.open(column("code", "code"), Columns.CODE, "code")).isEqualTo(Secret.of("code"));
    }

    @Test
    void anOngoingFlowsAreKeptAliveAndItsUsersAbsenceIsCounted() {
        assertThat(column("ongoing", "type")).isEqualTo("ONGOING");
        assertThat(column("ongoing", "date_trunc('day', now() - user_active_at)"))
                .isEqualTo("40 days");
        assertThat(new IdleGrantStore(database.jdbc()).findDue(10)).containsExactly(new FlowId("ongoing"));
        assertThat(column("lost", "keep_alive_at IS NULL")).isEqualTo("true");
        assertThat(column("code", "type || coalesce(user_active_at::text, '')")).isEqualTo("ONGOING");
    }

    @Test
    void aOneTimeFlowsAreDeletedOnceTheyAreOfNoUse() {
        assertThat(new AgedRequests(database.jdbc()).deleteOneTimeTokens(10)).isOne();
        assertThat(database.jdbc()
                        .sql(
                                "SELECT flow_id FROM token_grant WHERE coalesce(access_token, refresh_token, code) IS NULL")
                        .query(String.class)
                        .list())
                .containsExactly("one-time");
    }

    /** Access came back, and nobody told the report: only that of a lost grant is left alone. */
    @Test
    void aReportWhoseAccessIsThereIsCheckedAgain() {
        assertThat(database.jdbc()
                        .sql("SELECT flow_id FROM risk_report WHERE check_not_before = 'infinity'")
                        .query(String.class)
                        .list())
                .containsExactly("lost");
    }

    private void flow(String flow, String type) {
        database.jdbc().sql("""
                        INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, created_at, updated_at,
                                          expires_at, returned_at, seq, version)
                        VALUES (:flow, :type, 'COMPLETED', 'shop', CASE :type WHEN 'ONGOING' THEN 'u' END,
                                sha256(CAST(:flow AS bytea)), now(), now(), now(), now() - interval '40 days', 1, 0)
                        """).param("flow", flow).param("type", type).update();
    }

    private void grant(String flow, String state, @Nullable String code, @Nullable String tokens) {
        database.jdbc()
                .sql("""
                        INSERT INTO token_grant (flow_id, state, reason, generation, redirect_uri, code, access_token,
                                                 refresh_token, created_at)
                        VALUES (:flow, :state, CASE :state WHEN 'REAUTHORIZE' THEN 'CODE_REFUSED' END,
                                CASE WHEN :tokens::text IS NULL THEN 0 ELSE 1 END, 'http://localhost',
                                :code, :tokens, :refresh, now() - interval '40 days')
                        """)
                .param("flow", flow)
                .param("state", state)
                .param("code", sealed(code, Columns.CODE, flow))
                .param("tokens", sealed(tokens, Columns.ACCESS_TOKEN, flow))
                .param("refresh", sealed(tokens, Columns.REFRESH_TOKEN, flow))
                .update();
    }

    private static @Nullable String sealed(@Nullable String secret, SealedColumn column, String flow) {
        return secret == null ? null : FIRST.seal(Secret.of(secret), column, flow);
    }

    /** Since access was lost; it may have come back later. */
    private void stopChecking(String flow) {
        database.jdbc().sql("""
                        INSERT INTO risk_report (flow_id, type, user_id, version, first_stored_at, stored_at, checked_at,
                                                 check_not_before)
                        VALUES (:flow, 'ONGOING', 'u', 1, now(), now(), now(), 'infinity')
                        """).param("flow", flow).update();
    }

    private String column(String flow, String expression) {
        return database.jdbc()
                .sql("SELECT CAST(" + expression + " AS text) FROM token_grant WHERE flow_id = :flow")
                .param("flow", flow)
                .query(String.class)
                .single();
    }

    private KeyChange keyChange(Sealer sealer) {
        return new KeyChange(
                database.jdbc(),
                new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
                sealer,
                Columns.TABLE);
    }
}
