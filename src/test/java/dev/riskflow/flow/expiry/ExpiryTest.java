package dev.riskflow.flow.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.life.FlowRepository;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** A link whose user does not come back in time. */
@RiskflowTest
class ExpiryTest {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Riskflow riskflow;
    private final Rows rows;
    private final ExpiringFlows expiringFlows;
    private final OverdueFlows overdueFlows;
    private final FlowRepository flows;
    private final TransactionTemplate transaction;

    ExpiryTest(
            Riskflow riskflow,
            Rows rows,
            ExpiringFlows expiringFlows,
            OverdueFlows overdueFlows,
            FlowRepository flows,
            TransactionTemplate transaction) {
        this.riskflow = riskflow;
        this.rows = rows;
        this.expiringFlows = expiringFlows;
        this.overdueFlows = overdueFlows;
        this.flows = flows;
        this.transaction = transaction;
    }

    @Test
    void theSweepEndsItAndForgetsIt() {
        Link link = riskflow.start("{\"type\": \"one_time\", \"binding\": \"browser\"}");
        assertThat(rows.flow(link.flowId()))
                .doesNotContainEntry("location", null)
                .doesNotContainEntry("browser_key", null);
        rows.age(link.flowId(), LIFETIME);

        rows.hurry("recurring");

        riskflow.awaitStatus(link.flowId(), "expired");
        assertThat(riskflow.flow(link.flowId()).member("next")).isEqualTo("start_new_flow");
        assertThat(riskflow.flow(link.flowId()).json().path("transitions").size())
                .isEqualTo(2);
        assertForgotten(link);
    }

    @Test
    void aLateReturnStillWins() {
        URI callback = expired().finish();
        Link link = expired();

        assertThat(riskflow.browse(link.cancel()).header("Location")).endsWith("&status=cancelled");
        assertThat(riskflow.browse(callback).header("Location")).endsWith("&status=authorized");
        riskflow.awaitStatus(CallbackUri.of(callback).get("flow_id"), "completed");
    }

    @Test
    void whatIsNotOverIsLeftAlone() {
        Link young = riskflow.startOneTime();
        List<@Nullable String> before = rows.flowRows(young.flowId());

        expiringFlows.expire();

        assertThat(rows.flowRows(young.flowId())).isEqualTo(before);
    }

    /** Of a flow that went on, only what opens its link is forgotten; what a renewal is made of stays, and so its key. */
    @Test
    void ofOthersOnlyTheLinkIsForgotten() {
        Link link = riskflow.startOngoing("u");
        riskflow.browse(link.cancel());
        rows.age(link.flowId(), LIFETIME);

        expiringFlows.expire();

        assertThat(riskflow.status(link.flowId())).isEqualTo("cancelled");
        assertThat(rows.flow(link.flowId()))
                .containsEntry("location", null)
                .containsEntry("sealed_with", "sandbox")
                .doesNotContainEntry("parameters", null);
    }

    @Test
    void whatWasFoundIsNotFoundAgain() {
        Link link = riskflow.startOneTime();
        Link old = riskflow.startOneTime(); // as an older version of this service left it
        rows.change(old.flowId(), "UPDATE flow SET location = NULL WHERE flow_id = :flow");
        Stream.of(link, old).forEach(each -> rows.age(each.flowId(), LIFETIME));

        expiringFlows.expire();

        assertThat(List.of(riskflow.status(link.flowId()), riskflow.status(old.flowId())))
                .containsOnly("expired");
        assertThat(transaction.<List<String>>execute(status -> overdueFlows.forgetLinks()))
                .doesNotContain(link.flowId(), old.flowId());
    }

    /** Whoever is busy with a flow, a callback or another instance's sweep, is not waited for. */
    @Test
    void aFlowThatIsBeingChangedIsLeftToWhoeverDoes() {
        Link free = over();

        Link busy = transaction.execute(status -> {
            // The service's own sweep may have been quicker than the lock.
            Link locked = Stream.generate(this::over)
                    .filter(this::isStillAwaited)
                    .findFirst()
                    .orElseThrow();
            assertThat(CompletableFuture.runAsync(expiringFlows::expire, Thread::startVirtualThread))
                    .succeedsWithin(Duration.ofSeconds(10));
            assertThat(riskflow.status(free.flowId())).isEqualTo("expired");
            assertThat(riskflow.status(locked.flowId())).isEqualTo("awaiting_user");
            return locked;
        });
        expiringFlows.expire();

        assertThat(riskflow.status(busy.flowId())).isEqualTo("expired");
    }

    /** Started over HTTP and aged by another connection: committed, whatever this thread's transaction does. */
    private Link over() {
        return CompletableFuture.supplyAsync(
                        () -> {
                            Link link = riskflow.startOneTime();
                            rows.age(link.flowId(), LIFETIME);
                            return link;
                        },
                        Thread::startVirtualThread)
                .join();
    }

    private boolean isStillAwaited(Link link) {
        return flows.lock(link.flowId()).orElseThrow().status() == FlowStatus.AWAITING_USER;
    }

    private Link expired() {
        Link link = riskflow.startOneTime();
        rows.age(link.flowId(), LIFETIME);
        expiringFlows.expire();
        riskflow.awaitStatus(link.flowId(), "expired");
        return link;
    }

    private void assertForgotten(Link link) {
        assertThat(rows.flow(link.flowId()))
                .containsEntry("location", null)
                .containsEntry("browser_key", null)
                .containsEntry("sealed_with", null);
    }
}
