package dev.riskflow.flow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.ErrorShape;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When the provider fails a flow's start, the frontend gets a problem, and nothing is kept. */
@RiskflowTest
class FlowStartFailuresTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;

    FlowStartFailuresTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    @Test
    void rateLimited() {
        expect(Mishap.status(429).retryAfter(Duration.ofSeconds(17)), 503, "17", "It limits our calls");
    }

    @Test
    void rateLimitedWithoutSayingForHowLong() {
        expect(Mishap.status(429), 503, "5", "It limits our calls");
    }

    @Test
    void unavailable() {
        expect(Mishap.status(500), 503, "5", "It did not answer properly");
        expect(Mishap.status(503).retryAfter(Duration.ofSeconds(60)), 503, "60", "It did not answer properly");
    }

    @Test
    void rejected() {
        expect(Mishap.status(400), 502, null, "It rejected our request");
        expect(Mishap.invalidClient(), 502, null, "It rejected our request");
        expect(Mishap.error(422, "secret-detail", ErrorShape.PROVIDER), 502, null, "It rejected our request");
    }

    @Test
    void unreadable() {
        expect(Mishap.unreadable(), 502, null, "Its answer could not be read");
        expect(Mishap.answer(201, "application/json", "{\"id\": \"a b\"}"), 502, null, "Its answer could not be read");
        expect(Mishap.answer(201, "text/html", "<html>hello</html>"), 502, null, "Its answer could not be read");
    }

    /** Of whatever client: nobody is told more than of any answer that can't be used. */
    @Test
    void anIdThatIsTaken() {
        String taken = riskflow.otherShop()
                .post("/risk-flows", "{\"type\": \"one_time\"}")
                .member("flow_id");
        List<@Nullable String> before = rows.all(taken);

        expect(Mishap.answer(201, "application/json", """
                        {"id": "%s", "location": "https://widget.example.com/x"}""".formatted(taken)), 502, null, "Its answer could not be read");
        assertThat(rows.all(taken)).isEqualTo(before);
    }

    @Test
    void noAnswer() {
        expect(Mishap.cut(), 504, null, "It did not answer properly");
    }

    private void expect(Mishap mishap, int status, @Nullable String retryAfter, String detail) {
        long before = rows.flowCount();
        provider.trouble().next(Operation.START_FLOW, mishap);

        Reply reply = riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:provider-failed");
        assertThat(reply.member("detail")).startsWith(detail);
        assertThat(reply.text()).doesNotContain("scripted", "secret-detail");
        assertThat(rows.flowCount()).isEqualTo(before);
    }
}
