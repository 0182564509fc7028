package dev.riskflow.flow.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.UnusableSetting;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.flow.start.once.IdempotencyClaim;
import dev.riskflow.flow.start.once.IdempotencyStore;
import dev.riskflow.secrets.KeyChange;
import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import dev.riskflow.secrets.Secret;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A change of keys takes links and repeated starts with it, as it does tokens. */
class LinkKeyChangeTest {

    private static final Sealer OLD = Sealers.ring("old");
    private static final Sealer MOVING = Sealers.ring("new", "old");
    private static final Sealer MOVED = Sealers.ring("new");
    private static final Secret LOCATION = Secret.of("https://widget.example/1");

    private final LoadedDatabase database = LoadedDatabase.empty();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aFlowsSecretsMoveToTheNewKey() {
        String flow = flow();
        set(flow, "location", OLD.seal(LOCATION, FlowColumns.LOCATION, flow));
        set(flow, "browser_key", OLD.seal(Secret.of("the key"), FlowColumns.BROWSER_KEY, flow));
        set(flow, "parameters", OLD.seal(Secret.of("{}"), FlowColumns.PARAMETERS, flow));

        moves();

        assertThat(opened(flow, FlowColumns.LOCATION)).isEqualTo(LOCATION);
        assertThat(opened(flow, FlowColumns.BROWSER_KEY)).isEqualTo(Secret.of("the key"));
        assertThat(opened(flow, FlowColumns.PARAMETERS)).isEqualTo(Secret.of("{}"));
    }

    /** The end of a link's lifetime leaves the key's name behind. */
    @Test
    void whatWasForgottenIsNotMissed() {
        String flow = flow();

        moves();

        assertThat(column(flow, "location")).isNull();
    }

    @Test
    void theStateOfARepeatedStartMovesToTheNewKey() {
        IdempotencyClaim claim = new IdempotencyClaim("id", UUID.randomUUID(), Secret.of("the state"));
        IdempotencyStore keys = new IdempotencyStore(database.jdbc());
        keys.claim(claim, new byte[32], OLD.seal(claim.state(), FlowColumns.STATE, "id"), "old", Duration.ofMinutes(1));

        moves();

        assertThat(keys.find("id").map(row -> MOVED.open(row.sealedState(), FlowColumns.STATE, "id")))
                .contains(claim.state());
    }

    /** The old key is needed, then the rows move, then it is not. */
    private void moves() {
        assertThatThrownBy(() -> keyChange(MOVED).keysInUse())
                .isInstanceOf(UnusableSetting.class)
                .hasMessageEndingWith("riskflow.secrets.keys does not hold: old");

        keyChange(MOVING).reseal();

        assertThat(keyChange(MOVED).keysInUse()).containsExactly("new");
    }

    /** With the tables that this module tells a starting instance about. */
    private KeyChange keyChange(Sealer sealer) {
        FlowColumns columns = new FlowColumns();
        return new KeyChange(
                database.jdbc(),
                new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
                sealer,
                columns.sealedFlows(),
                columns.sealedIdempotencyKeys());
    }

    private String flow() {
        database.plantFlows(1);
        String flow = database.flow(1);
        set(flow, "sealed_with", "old");
        return flow;
    }

    private void set(String flow, String column, String value) {
        database.jdbc()
                .sql("UPDATE flow SET " + column + " = :value WHERE flow_id = :flow")
                .param("flow", flow)
                .param("value", value)
                .update();
    }

    private Secret opened(String flow, SealedColumn column) {
        String name = column.name().substring("flow.".length());
        return MOVED.open(String.valueOf(column(flow, name)), column, flow);
    }

    private @Nullable String column(String flow, String column) {
        return database.jdbc()
                .sql("SELECT " + column + " FROM flow WHERE flow_id = :flow")
                .param("flow", flow)
                .query((row, n) -> row.getString(1))
                .list()
                .getFirst();
    }
}
