package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.OneAtOnceTest;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever waits for a rotation keeps nobody from being served, here where one request is worked at at once. */
@OneAtOnceTest
class WaitingCallersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final OngoingGrants grants;
    private final JdbcClient jdbc;

    WaitingCallersTest(Riskflow riskflow, SandboxProvider provider, JdbcClient jdbc) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.grants = new OngoingGrants(riskflow, jdbc);
        this.jdbc = jdbc;
    }

    @Test
    void aBrowserThatComesBackIsAnsweredWhileAnotherWaitsForASlowProvider() throws InterruptedException {
        FlowId flow = grants.expired();
        Link link = riskflow.startOneTime();
        Misfortune.next(provider, flow.value(), Operation.REFRESH, Mishap.late(Duration.ofSeconds(5)));
        CompletableFuture<Reply> refreshed = refresh(flow);
        assertThat(provider.ledger()
                        .await(
                                entry -> entry.operation() == Operation.REFRESH && entry.concerns(flow.value()),
                                1,
                                PATIENCE))
                .isTrue();

        assertThat(riskflow.browse(link.finish()).status()).isEqualTo(303);

        assertThat(state(flow)).as("the rotation is still under way").isEqualTo("ROTATING");
        assertThat(refreshed.join().status()).isEqualTo(200);
    }

    private CompletableFuture<Reply> refresh(FlowId flow) {
        return CompletableFuture.supplyAsync(
                () -> riskflow.office().post("/risk-reports/" + flow + "/refresh", ""),
                task -> Thread.ofVirtual().start(task));
    }

    private String state(FlowId flow) {
        return jdbc.sql("SELECT state FROM token_grant WHERE flow_id = :flow")
                .param("flow", flow.value())
                .query(String.class)
                .single();
    }
}
