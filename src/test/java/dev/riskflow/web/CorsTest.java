package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.web.problems.ProblemsTest;
import org.junit.jupiter.api.Test;

/** Pages of which origin may call (Fetch Standard, CORS protocol). */
@RiskflowTest
class CorsTest {

    private static final String ALLOWED = "https://shop.example.com";

    private final Riskflow riskflow;

    CorsTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @Test
    void aPageOfAnAllowedOriginMayCall() {
        Reply preflight = preflight(ALLOWED, "POST");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET,POST");
        assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("authorization");
        // A flow that is bound to its browser sets a cookie there.
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEqualTo("true");

        Reply call = riskflow.shop().get("/risk-flows/unknown", "Origin", ALLOWED);
        assertThat(call.status()).isEqualTo(404);
        assertThat(call.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        // What to do next: a page may read it as well.
        assertThat(call.header("Access-Control-Expose-Headers")).isEqualTo("ETag, Location, Retry-After");
    }

    @Test
    void aPageOfAnotherOriginMayNot() {
        for (String origin : new String[] {"https://evil.example.com", "http://shop.example.com", "null"}) {
            assertThat(preflight(origin, "POST").header("Access-Control-Allow-Origin"))
                    .isNull();
            Reply call = riskflow.shop().get("/risk-flows/unknown", "Origin", origin);
            assertThat(call.header("Access-Control-Allow-Origin")).isNull();
            ProblemsTest.assertIsProblem(call, 403, "forbidden");
        }
        assertThat(preflight(ALLOWED, "DELETE").header("Access-Control-Allow-Origin"))
                .isNull();
    }

    /** Where TLS ends in front of the service, its own address is not what a request says. */
    @Test
    void ownPagesMayAllThatTheirCredentialsAllow() {
        Riskflow behindProxy = new Riskflow(riskflow.url().replace("localhost", "127.0.0.1"));
        Reply call = behindProxy.admin().call("DELETE", "/users?user_id=nobody", "Origin", riskflow.url());
        assertThat(call.status()).isEqualTo(204);
    }

    /** Before anything of it is read: a page that may not see the answer has brought nothing either. */
    @Test
    void thePageThatEmbedsTheWidgetRelaysIfItsOriginIsAllowed() {
        Link link = riskflow.startOneTime();
        String callback = link.finish().toString();

        Reply refused = relay(callback, "https://evil.example.com");
        ProblemsTest.assertIsProblem(refused, 403, "forbidden");
        assertThat(riskflow.status(link.flowId())).isEqualTo("awaiting_user");

        Reply relayed = relay(callback, ALLOWED);
        assertThat(relayed.status()).isEqualTo(200);
        assertThat(relayed.member("status")).isEqualTo("authorized");
        assertThat(relayed.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        assertThat(relayed.header("Access-Control-Allow-Credentials")).isNull();
    }

    private Reply relay(String callback, String origin) {
        return riskflow.nobody().get(callback, "Accept", "application/json", "Origin", origin);
    }

    private Reply preflight(String origin, String method) {
        return riskflow.nobody()
                .call(
                        "OPTIONS",
                        "/risk-flows",
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        method,
                        "Access-Control-Request-Headers",
                        "authorization");
    }
}
