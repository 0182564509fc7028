package dev.riskflow.privacy.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.token.Grants;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A one-time flow got its tokens, and no report. A day later the tokens are deleted; and a browser that restores its pages
 * brings the code that they were got with.
 */
@RiskflowTest
class SpentCodeTest {

    private final Riskflow riskflow;
    private final Rows rows;
    private final SandboxProvider provider;
    private final Retention retention;
    private final Grants grants;
    private final Link link;
    private final URI callback;

    SpentCodeTest(Riskflow riskflow, Rows rows, SandboxProvider provider, Retention retention, Grants grants) {
        this.riskflow = riskflow;
        this.rows = rows;
        this.provider = provider;
        this.retention = retention;
        this.grants = grants;
        this.link = riskflow.startOneTime();
        this.callback = link.finish();
    }

    @BeforeEach
    void failWithTokensThatAreDeleted() {
        Misfortune.always(provider, link, Operation.FETCH_REPORT, Mishap.notReady());
        riskflow.browse(callback);
        rows.awaitRetry(link.flowId());
        rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
        rows.hurry(link.flowId());
        riskflow.awaitStatus(link.flowId(), "failed");
        rows.change(
                link.flowId(), "UPDATE token_grant SET issued_at = now() - interval '25 hours' WHERE flow_id = :flow");

        retention.apply();

        assertThat(rows.grant(link.flowId()).get("access_token")).isNull();
        assertThat(rows.grant(link.flowId()).get("refresh_token")).isNull();
    }

    @Test
    void isNotPresentedAgain() {
        riskflow.browse(callback);

        assertThat(riskflow.status(link.flowId())).isEqualTo("failed");
        assertThat(rows.jobs(link.flowId())).isZero();
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
    }

    /** No tokens are stored. */
    @Test
    void anotherCodeIsPresented() {
        provider.trouble().clear();
        riskflow.browse(provider.finish(link.flowId()));

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isEqualTo(2);
    }

    @Test
    void anotherCodeMayBeWaitedFor() {
        assertThat(grants.prospect(new FlowId(link.flowId())).takesCode()).isTrue();
    }

    @Test
    void nobodyIsSentAfterTheFlow() {
        Reply flow = riskflow.office().get("/risk-flows/" + link.flowId());
        assertThat(flow.member("next")).isEqualTo("start_new_flow");
        assertThat(riskflow.office().get("/risk-flows?attention=any&limit=200").text())
                .doesNotContain(link.flowId());
    }

    /** Of tokens that are deleted, their requests tell. */
    @Test
    void grantIsToldOfAsOneThatHasEnded() {
        Reply story = riskflow.office().get("/risk-flows/" + link.flowId() + "/grant");

        assertThat(story.json().has("state")).isFalse();
        assertThat(story.json().path("generation").asInt()).isOne();
        assertThat(story.json().path("requests")).hasSize(1);
    }

    @Test
    void thereIsNothingToTryAgain() {
        assertThat(riskflow.office()
                        .post("/risk-flows/" + link.flowId() + "/retry", "")
                        .status())
                .isEqualTo(409);
    }
}
