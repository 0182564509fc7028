package dev.riskflow.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.SandboxClients;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.environment.TestIssuer;
import dev.riskflow.environment.Visitor;
import dev.riskflow.web.problems.ProblemsTest;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Who comes too often is told to wait. Each test comes from an address of its own, as a proxy in front would say it. */
@RiskflowTest
@TestPropertySource(
        properties = {
            "server.forward-headers-strategy=native",
            "riskflow.security.rate-limits.starts-per-client=4",
            "riskflow.security.rate-limits.starts-per-address=6",
            "riskflow.security.rate-limits.starts-per-user=2",
            "riskflow.security.rate-limits.failed-sign-ins-per-address=2",
            "riskflow.security.rate-limits.failed-sign-ins-per-name=4",
            "riskflow.security.rate-limits.failed-callbacks-per-address=2"
        })
class RateLimitsTest {

    private static final String FROM = "X-Forwarded-For";
    private static final String ONE_TIME = "{\"type\": \"one_time\"}";

    private final Riskflow riskflow;
    private final TestIssuer issuer;

    RateLimitsTest(Riskflow riskflow, TestIssuer issuer) {
        this.riskflow = riskflow;
        this.issuer = issuer;
    }

    /** A 429 would lose a code: only what is wrong is ever refused, and says so one way or the other. */
    @Test
    void statesThatAreGuessedAndACallbackThatIsInOrderPasses() {
        String address = "192.0.2.50";
        Reply started = riskflow.otherShop().post("/risk-flows", ONE_TIME);
        Link link = new Link(started.member("flow_id"), started.member("location"));
        String guess = "/callback?flow_id=" + link.flowId() + "&success=true&code=x&state=" + "A".repeat(43);
        for (int i = 0; i < 2; i++) {
            assertThat(riskflow.nobody().get(guess, FROM, address).status()).isEqualTo(400);
        }

        assertIsRefused(riskflow.nobody().get(guess, FROM, address));
        Reply page = riskflow.nobody().get(guess, FROM, address, "Accept", "text/html");
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        URI real = link.finish();
        assertThat(riskflow.nobody()
                        .get(real.getRawPath() + "?" + real.getRawQuery(), FROM, address)
                        .status())
                .isEqualTo(303);
        assertThat(riskflow.nobody().get(guess, FROM, "192.0.2.51").status()).isEqualTo(400);
    }

    @Test
    void startsByClientAndByAddress() {
        for (int i = 0; i < 4; i++) {
            assertThat(riskflow.shop()
                            .post("/risk-flows", ONE_TIME, FROM, "192.0.2.1")
                            .status())
                    .isEqualTo(201);
        }
        assertIsRefused(riskflow.shop().post("/risk-flows", ONE_TIME, FROM, "192.0.2.2"));
        assertIsRefused(riskflow.shop().post("/risk-flows/any/renewal", "", FROM, "192.0.2.2"));
        assertThat(riskflow.shop().get("/risk-flows", FROM, "192.0.2.2").status())
                .isEqualTo(200);

        for (int i = 0; i < 2; i++) {
            assertThat(riskflow.otherShop()
                            .post("/risk-flows", ONE_TIME, FROM, "192.0.2.1")
                            .status())
                    .isEqualTo(201);
        }
        assertIsRefused(riskflow.otherShop().post("/risk-flows", ONE_TIME, FROM, "192.0.2.1"));
    }

    /** Each for himself, from wherever: many of them share the address of the shop's proxy. */
    @Test
    void startsByEndUser() {
        Caller user = riskflow.bearing(issuer.endUser("eager", "risk-flows"));
        for (int i = 0; i < 2; i++) {
            assertThat(user.post("/risk-flows", ONE_TIME, FROM, "192.0.2.6" + i).status())
                    .isEqualTo(201);
        }

        assertIsRefused(user.post("/risk-flows", ONE_TIME, FROM, "192.0.2.62"));
        Caller other = riskflow.bearing(issuer.endUser("another", "risk-flows"));
        assertThat(other.post("/risk-flows", ONE_TIME, FROM, "192.0.2.60").status())
                .isEqualTo(201);
    }

    @Test
    void wrongSecretsByAddressAndWhoIsAtWorkIsNotKeptOut() {
        String address = "192.0.2.10";
        assertThat(riskflow.admin().get("/erasures", FROM, address).status()).isEqualTo(200);
        for (int i = 0; i < 2; i++) {
            assertThat(riskflow.as("nobody", "guess" + i)
                            .get("/risk-flows", FROM, address)
                            .status())
                    .isEqualTo(401);
        }

        assertIsRefused(riskflow.as("nobody", "guess").get("/risk-flows", FROM, address));
        // Right, and not known to be: not looked at.
        assertIsRefused(riskflow.monitor().get("/actuator/prometheus", FROM, address));
        assertThat(riskflow.admin().get("/erasures", FROM, address).status()).isEqualTo(200);
        assertThat(riskflow.monitor()
                        .get("/actuator/prometheus", FROM, "192.0.2.11")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrongSecretsByNameFromManyAddresses() {
        String name = SandboxClients.OFFICE;
        for (int i = 0; i < 4; i++) {
            assertThat(riskflow.as(name, "guess" + i)
                            .get("/risk-reports", FROM, "192.0.2.2" + i)
                            .status())
                    .isEqualTo(401);
        }
        assertIsRefused(riskflow.as(name, "guess").get("/risk-reports", FROM, "192.0.2.29"));
    }

    /** Names are looked up in either case, and so it is the same name's limit; and who is at work is known by it too. */
    @Test
    void wrongSecretsByNameInUpperAndLowerCase() {
        String name = SandboxClients.ADMIN;
        String shouted = name.toUpperCase(Locale.ROOT);
        Caller right = riskflow.as(shouted, SandboxClients.secret(name));
        assertThat(right.get("/risk-reports", FROM, "192.0.2.70").status()).isEqualTo(200);
        for (int i = 0; i < 4; i++) {
            String guessed = name.substring(0, i) + shouted.substring(i);
            assertThat(riskflow.as(guessed, "guess" + i)
                            .get("/risk-reports", FROM, "192.0.2.7" + i)
                            .status())
                    .isEqualTo(401);
        }

        assertIsRefused(riskflow.as(name, "guess").get("/risk-reports", FROM, "192.0.2.79"));
        assertThat(right.get("/risk-reports", FROM, "192.0.2.79").status()).isEqualTo(200);
    }

    @Test
    void wrongPasswordsAtTheForm() {
        Visitor visitor = riskflow.visitor();
        for (int i = 0; i < 2; i++) {
            assertThat(visitor.signIn(SandboxStaff.OFFICE, "guess" + i).header("Location"))
                    .isEqualTo("/login?error");
        }

        Reply refused = visitor.signIn(SandboxStaff.OFFICE, SandboxStaff.password(SandboxStaff.OFFICE));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]?");
        assertThat(refused.text()).contains("Too many attempts");
        assertThat(visitor.get("/dashboard").status()).isEqualTo(302);
    }

    private static void assertIsRefused(Reply reply) {
        ProblemsTest.assertIsProblem(reply, 429, "too-many-requests");
        assertThat(reply.header("Retry-After")).matches("[1-9][0-9]?");
    }
}
