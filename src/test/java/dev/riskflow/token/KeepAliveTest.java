package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Idle refresh tokens are renewed in time, once each, at a gentle pace; those of one-time flows never. */
@RiskflowTest
class KeepAliveTest {

    private final KeepAlive keepAlive;
    private final IdleGrantStore idleGrants;
    private final SandboxProvider provider;
    private final OngoingGrants grants;
    private final JdbcClient jdbc;

    KeepAliveTest(
            KeepAlive keepAlive,
            IdleGrantStore idleGrants,
            SandboxProvider provider,
            Riskflow riskflow,
            JdbcClient jdbc) {
        this.keepAlive = keepAlive;
        this.idleGrants = idleGrants;
        this.provider = provider;
        this.grants = new OngoingGrants(riskflow, jdbc);
        this.jdbc = jdbc;
    }

    private void becomeIdle(FlowId flow) {
        grants.set(flow, "keep_alive_at = clock_timestamp()");
    }

    @Test
    void anIdleGrantIsRenewedAndRestsForAnotherMonth() {
        FlowId flow = grants.active();
        becomeIdle(flow);

        keepAlive.renewIdle();

        assertThat(grants.ledger(flow)).containsExactly("EXCHANGE STORED", "KEEP_ALIVE STORED");
        double days = Double.parseDouble(
                grants.text(flow, "(extract(epoch FROM keep_alive_at - clock_timestamp()) / 86400)::text"));
        assertThat(days).isBetween(23.9, 30.0);
    }

    @Test
    void aGrantThatIsInUseIsLeftAlone() {
        FlowId flow = grants.active();

        keepAlive.renewIdle();

        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isZero();
    }

    @Test
    void theNinetyDaysOfUserActivityRunOnWhateverIsRenewed() {
        FlowId flow = grants.active();
        grants.set(flow, "user_active_at = user_active_at - interval '40 days'");
        becomeIdle(flow);

        keepAlive.renewIdle();

        assertThat(grants.text(flow, "(clock_timestamp() - user_active_at > interval '40 days')::text"))
                .isEqualTo("true");
    }

    @Test
    void twoInstancesClaimDifferentGrants() throws Exception {
        int due = 60;
        List<FlowId> idle = IntStream.range(0, due).mapToObj(n -> planted()).toList();
        try (ExecutorService instances = Executors.newFixedThreadPool(2)) {
            List<Future<List<FlowId>>> claimed = IntStream.range(0, 2)
                    .mapToObj(instance -> instances.submit(this::claimAll))
                    .toList();
            List<FlowId> all = new ArrayList<>(claimed.get(0).get());
            all.addAll(claimed.get(1).get());

            assertThat(all).containsAll(idle).doesNotHaveDuplicates();
        } finally {
            idle.forEach(flow -> jdbc.sql("DELETE FROM flow WHERE flow_id = :flow")
                    .param("flow", flow.value())
                    .update());
        }
    }

    private List<FlowId> claimAll() {
        List<FlowId> mine = new ArrayList<>();
        List<FlowId> batch;
        do {
            batch = idleGrants.findDue(7);
            batch.stream().filter(this::claim).forEach(mine::add);
        } while (!batch.isEmpty());
        return mine;
    }

    private boolean claim(FlowId flow) {
        return idleGrants.claim(flow, UUID.randomUUID(), Duration.ofMinutes(5)).isPresent();
    }

    /** A grant that only the database knows of. */
    private FlowId planted() {
        FlowId flow = new FlowId("planted-" + UUID.randomUUID());
        jdbc.sql("""
                        WITH f AS (INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, created_at,
                                                     updated_at, expires_at, seq, version)
                            VALUES (:flow, 'ONGOING', 'COMPLETED', 'demo-shop', 'u', sha256(:flow::bytea), now(), now(),
                                    now(), 1, 0))
                        INSERT INTO token_grant (flow_id, type, state, generation, redirect_uri, access_token,
                                                 refresh_token, sealed_with, keep_alive_at)
                        VALUES (:flow, 'ONGOING', 'ACTIVE', 1, 'http://localhost', 'sandbox:', 'sandbox:', 'sandbox',
                                now() - interval '1 day')
                        """).param("flow", flow.value()).update();
        return flow;
    }
}
