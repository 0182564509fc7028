package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.ErrorShape;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code POST /risk-reports/{flow_id}/refresh}, and what the back office is told of a grant. */
@RiskflowTest
class RefreshTest {

    private final Grants tokens;
    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final OngoingGrants grants;

    RefreshTest(Grants tokens, Riskflow riskflow, SandboxProvider provider, JdbcClient jdbc) {
        this.tokens = tokens;
        this.riskflow = riskflow;
        this.provider = provider;
        this.grants = new OngoingGrants(riskflow, jdbc);
    }

    private Reply refresh(FlowId flow) {
        return riskflow.office().post("/risk-reports/" + flow + "/refresh", "");
    }

    @Test
    void anUnchangedDocumentAddsNoVersion() {
        FlowId flow = grants.expired();

        Reply reply = refresh(flow);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("version").intValue()).isOne();
        assertThat(reply.member("checked_at")).isGreaterThan(reply.member("stored_at"));
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();
    }

    @Test
    void aNewDocumentIsTheNextVersion() {
        FlowId flow = grants.active();
        provider.replaceReport(flow.value(), "{\"id\":\"new\",\"accounts\":[],\"total\":12.30}");

        Reply reply = refresh(flow);

        assertThat(reply.json().path("version").intValue()).isEqualTo(2);
        assertThat(reply.text()).contains("\"document\":{\"id\":\"new\",\"accounts\":[],\"total\":12.30}");
    }

    @Test
    void anAccessTokenThatDiedEarlyIsRenewedOnce() {
        FlowId flow = grants.active();
        Misfortune.next(provider, flow.value(), Operation.FETCH_REPORT, Mishap.status(401));

        assertThat(refresh(flow).status()).isEqualTo(200);
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();
    }

    @Test
    void aProviderThatRefusesEveryAccessTokenCausesNoStormOfRotations() {
        FlowId flow = grants.active();
        provider.trouble().whenever(Operation.FETCH_REPORT, attempt -> Mishap.status(401));

        for (int call = 0; call < 5; call++) {
            assertThat(refresh(flow).status()).isEqualTo(503);
        }
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();

        grants.set(flow, "issued_at = issued_at - interval '5 minutes'");
        assertThat(refresh(flow).status()).isEqualTo(503);
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isEqualTo(2);
    }

    /** Nor does a rotation that fails: one refusal may be a replica's that does not know the token yet. */
    @ParameterizedTest
    @ValueSource(strings = {"nothing", "not sent", "in doubt", "refused"})
    void anAccessTokenThatWasRefusedOnceServesUntilThereIsAnother(String rotation) {
        FlowId flow = grants.active();
        switch (rotation) {
            case "not sent" -> Misfortune.next(provider, flow.value(), Operation.REFRESH, Mishap.status(429));
            case "in doubt" -> Misfortune.next(provider, flow.value(), Operation.REFRESH, Mishap.cut());
            case "refused" ->
                Misfortune.next(
                        provider,
                        flow.value(),
                        Operation.REFRESH,
                        Mishap.error(400, "invalid_grant", ErrorShape.OAUTH));
            default -> grants.set(flow, "refresh_token = NULL, keep_alive_at = NULL");
        }
        Misfortune.next(provider, flow.value(), Operation.FETCH_REPORT, Mishap.status(401));

        assertThat(refresh(flow).status()).isEqualTo(503);

        assertThat(refresh(flow).status()).isEqualTo(200);
    }

    @Test
    void oneThatIsRefusedOnceMoreAfterItsGrantWasServesNobody() {
        FlowId flow = grants.active();
        provider.revoke(flow.value());
        assertThat(refresh(flow).status()).isEqualTo(503);

        assertThat(refresh(flow).member("type")).isEqualTo("urn:riskflow:problem:access-lost");

        long asked = provider.ledger().count(Operation.FETCH_REPORT, flow.value());
        assertThat(refresh(flow).member("type")).isEqualTo("urn:riskflow:problem:access-lost");
        assertThat(provider.ledger().count(Operation.FETCH_REPORT, flow.value()))
                .isEqualTo(asked);
        assertThat(provider.ledger().count(Operation.REFRESH, flow.value())).isOne();
    }

    @Test
    void whatTakesTooLongIsADelayAndNotALoss() {
        FlowId flow = grants.expired();
        Misfortune.next(provider, flow.value(), Operation.REFRESH, Mishap.cut().afterActing());

        Reply reply = refresh(flow);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(Integer.parseInt(String.valueOf(reply.header("Retry-After"))))
                .isBetween(100, 120);
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:refresh-delayed");
    }

    @Test
    void lostAccessIsSaidAsSuch() {
        FlowId flow = grants.expired();
        provider.revoke(flow.value());

        Reply reply = refresh(flow);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:access-lost");
    }

    /** The exchange brought no refresh token. From then on everything says that the user has to come again. */
    @Test
    void accessThatNothingRenewsIsLostOnceItIsOver() {
        FlowId flow = grants.active();
        grants.set(flow, "refresh_token = NULL, keep_alive_at = NULL");
        assertThat(refresh(flow).status()).isEqualTo(200);
        assertThat(grants.state(flow)).isEqualTo("ACTIVE");
        grants.expire(flow);

        assertThat(refresh(flow).member("type")).isEqualTo("urn:riskflow:problem:access-lost");

        assertThat(riskflow.flow(flow.value()).member("next")).isEqualTo("renew");
        assertThat(riskflow.office()
                        .get("/risk-flows?attention=reauthorize&user_id=user")
                        .text())
                .contains(flow.value());
        assertThat(riskflow.office().get("/risk-flows/" + flow + "/grant").member("reason"))
                .isEqualTo("GRANT_REFUSED");
    }

    @Test
    void aOneTimeGrantThatIsOverAsksForNobody() {
        provider.trouble().whenever(Operation.FETCH_REPORT, attempt -> Mishap.status(503));
        FlowId flow = new FlowId(riskflow.authorize(riskflow.startOneTime()).flowId());
        riskflow.awaitStatus(flow.value(), "fetching");
        grants.set(flow, "refresh_token = NULL");
        grants.expire(flow);

        assertThat(tokens.access(flow)).isInstanceOf(Access.Lost.class);
        assertThat(grants.state(flow)).isEqualTo("ACTIVE");
    }

    @Test
    void aOneTimeFlowCantBeRefreshed() {
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");

        assertThat(refresh(new FlowId(link.flowId())).status()).isEqualTo(409);
        assertThat(refresh(new FlowId("unknown")).status()).isEqualTo(404);
        assertThat(riskflow.shop()
                        .post("/risk-reports/" + link.flowId() + "/refresh", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theBackOfficeSeesEachGenerationWhyItEndedAndTheDaysLeft() {
        FlowId flow = grants.expired();
        refresh(flow);
        grants.set(flow, "user_active_at = user_active_at - interval '60 days'");

        Reply story = riskflow.office().get("/risk-flows/" + flow + "/grant");

        assertThat(story.member("state")).isEqualTo("ACTIVE");
        assertThat(story.json().path("generation").intValue()).isEqualTo(2);
        assertThat(story.json().path("days_left").intValue()).isEqualTo(30);
        assertThat(story.json().path("requests").valueStream())
                .extracting(entry -> entry.path("generation").intValue() + " "
                        + entry.path("cause").asString() + " "
                        + entry.path("outcome").asString())
                .containsExactly("0 EXCHANGE STORED", "1 USE STORED");
        assertThat(riskflow.shop().get("/risk-flows/" + flow + "/grant").status())
                .isEqualTo(403);
    }

    @Test
    void theLedgerOutlivesAOneTimeFlowsTokens() {
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");

        Reply story = riskflow.office().get("/risk-flows/" + link.flowId() + "/grant");

        assertThat(story.json().has("state")).isFalse();
        assertThat(story.json().path("requests").size()).isOne();
    }
}
