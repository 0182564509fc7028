package dev.riskflow.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.web.problems.ProblemsTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * An address is what the connection says, unless the operator trusts a proxy: on a cloud platform, which it finds by
 * itself, Spring Boot would trust anybody's header.
 */
@RiskflowTest
@TestPropertySource(
        properties = {
            "spring.main.cloud-platform=kubernetes",
            "riskflow.security.rate-limits.failed-sign-ins-per-address=2"
        })
class SpoofedAddressTest {

    private final Riskflow riskflow;

    SpoofedAddressTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @Test
    void nobodyComesFromAnotherAddressBySayingSo() {
        for (int i = 0; i < 2; i++) {
            assertThat(guess(i).status()).isEqualTo(401);
        }

        ProblemsTest.assertIsProblem(guess(2), 429, "too-many-requests");
    }

    private Reply guess(int i) {
        String address = "203.0.113." + i;
        return riskflow.as("nobody" + i, "guess")
                .get("/risk-flows", "X-Forwarded-For", address, "Forwarded", "for=" + address);
    }
}
