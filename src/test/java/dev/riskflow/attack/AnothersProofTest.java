package dev.riskflow.attack;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An attacker who has a flow of his own brings a code, or a confirmation, that somebody else's flow was given. */
@RiskflowTest
class AnothersProofTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;

    AnothersProofTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    /** His own state does not help: the code's tokens open the victim's report only, and only his own is asked for. */
    @Test
    void aVictimsCodeInAFlowOfOnesOwnBringsNoData() throws InterruptedException {
        Link victims = riskflow.startOneTime();
        Link own = riskflow.startOneTime();
        CallbackUri stolen = CallbackUri.of(victims.finish());

        Reply reply = riskflow.nobody()
                .get(CallbackUri.of(own.finish())
                        .with("code", stolen.get("code"))
                        .path());

        assertThat(reply.status()).isEqualTo(303);
        assertThat(provider.ledger()
                        .await(
                                entry -> entry.operation() == Operation.FETCH_REPORT && entry.concerns(own.flowId()),
                                1,
                                LIMIT))
                .isTrue();
        rows.awaitRetry(own.flowId());
        rows.age(own.flowId(), Duration.ofHours(2));
        riskflow.awaitStatus(own.flowId(), "failed");
        assertThat(riskflow.office().get("/risk-reports/" + own.flowId()).status())
                .isEqualTo(404);
        assertThat(rows.all(own.flowId()).toString()).doesNotContain(provider.report(victims.flowId()));
        assertThat(riskflow.status(victims.flowId())).isEqualTo("awaiting_user");
    }

    @Test
    void aConfirmationOfAnotherFlowConfirmsNothing() {
        Link victims = startConfirmed();
        Link own = startConfirmed();
        String victimsProof = comeBack(victims);
        String ownProof = comeBack(own);
        List<@Nullable String> before = rows.all(victims.flowId());

        assertProblem(confirm(victims, ownProof), 403, "confirmation-refused");
        assertThat(rows.all(victims.flowId())).isEqualTo(before);
        assertProblem(confirm(own, victimsProof), 403, "confirmation-refused");

        assertThat(confirm(own, ownProof).status()).isEqualTo(200);
        assertThat(rows.all(victims.flowId())).isEqualTo(before);
        assertThat(confirm(victims, victimsProof).status()).isEqualTo(200);
    }

    private Link startConfirmed() {
        return riskflow.start("{\"type\": \"one_time\", \"binding\": \"confirm\"}");
    }

    private String comeBack(Link link) {
        String target = String.valueOf(riskflow.browse(link.finish()).header("Location"));
        assertThat(target).contains("&confirmation=");
        return target.substring(target.indexOf("&confirmation=") + "&confirmation=".length());
    }

    private Reply confirm(Link link, String proof) {
        return riskflow.shop()
                .post("/risk-flows/" + link.flowId() + "/confirmation", "{\"confirmation\": \"" + proof + "\"}");
    }
}
