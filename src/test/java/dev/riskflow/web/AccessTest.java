package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and how others are sent away; {@link AccessTableTest} says who may call what. */
@RiskflowTest
class AccessTest {

    private final Riskflow riskflow;

    AccessTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @Test
    void anotherClientsFlowLooksLikeOneThatDoesNotExist() {
        Link link = riskflow.startOneTime();
        Reply foreign = riskflow.otherShop().get("/risk-flows/" + link.flowId());
        Reply unknown = riskflow.otherShop().get("/risk-flows/unknown");
        assertThat(foreign.text().replace(link.flowId(), "unknown")).isEqualTo(unknown.text());
    }

    @ParameterizedTest
    @CsvSource({"demo-shop, wrong", "demo-shop, ''", "nobody, demo-shop-secret"})
    void wrongCredentialsAreRefused(String client, String secret) {
        Reply reply = riskflow.as(client, secret).get("/risk-flows/unknown");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"riskflow\", charset=\"UTF-8\"");
    }

    @Test
    void noSessionIsEverCreated() {
        assertThat(riskflow.shop().get("/risk-flows/unknown").header("Set-Cookie"))
                .isNull();
        assertThat(riskflow.nobody().get("/risk-flows/unknown").header("Set-Cookie"))
                .isNull();
        assertThat(riskflow.nobody().get("/callback").header("Set-Cookie")).isNull();
    }

    /** Whoever may read something may ask about it first, as those do who check links. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/return/x",
                "/assets/return.css",
                "/webjars/htmx.org/dist/htmx.min.js",
                "/actuator/health/liveness"
            })
    void whatIsOpenMayBeAskedFor(String path) {
        assertThat(riskflow.nobody().call("HEAD", path).status()).isEqualTo(200);
    }
}
