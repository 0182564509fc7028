package dev.riskflow.flow.start.once;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static dev.riskflow.flow.start.once.KeyedStarts.ONE_TIME;
import static dev.riskflow.flow.start.once.KeyedStarts.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.flow.start.request.StartRefused;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** What the header may hold. */
@RiskflowTest
class IdempotencyKeyTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;

    IdempotencyKeyTest(Riskflow riskflow, SandboxProvider provider) {
        this.riskflow = riskflow;
        this.provider = provider;
    }

    @Test
    void quotesDoNotMatter() {
        String key = newKey();
        Reply bare = KeyedStarts.start(riskflow.shop(), key, ONE_TIME);
        Reply quoted = KeyedStarts.start(riskflow.shop(), '"' + key + '"', ONE_TIME);

        assertThat(bare.status()).isEqualTo(201);
        assertThat(quoted.text()).isEqualTo(bare.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"", "\"abc", "\"a\"b\"", "\"a\\b\"", "\"a\";v=1", "a\tb"})
    void othersAreRefusedAndStartNothing(String key) {
        long before = provider.ledger().count(Operation.START_FLOW);

        Reply reply = KeyedStarts.start(riskflow.shop(), key, ONE_TIME);

        assertProblem(reply, 400, "bad-request");
        assertThat(reply.member("detail")).startsWith("Idempotency-Key must be there once");
        assertThat(provider.ledger().count(Operation.START_FLOW)).isEqualTo(before);
    }

    @Test
    void twoAreRefused() {
        Reply reply = riskflow.shop()
                .post("/risk-flows", ONE_TIME, IdempotencyKey.HEADER, newKey(), IdempotencyKey.HEADER, newKey());

        assertProblem(reply, 400, "bad-request");
    }

    @ParameterizedTest
    @MethodSource
    void length(String header, boolean accepted) {
        if (accepted) {
            assertThat(parsed(header)).isEqualTo("\\".repeat(255));
        } else {
            assertThatThrownBy(() -> parsed(header)).isInstanceOf(StartRefused.class);
        }
    }

    static Object[][] length() {
        return new Object[][] {
            {"\\".repeat(255), true},
            {"\\".repeat(256), false},
            {'"' + "\\\\".repeat(255) + '"', true},
            {'"' + "\\\\".repeat(256) + '"', false},
            {'"' + "a".repeat(60_000) + '"', false},
            {"a".repeat(60_000), false},
            {"\u00e9".repeat(255), false},
            {" " + "\\".repeat(255), false},
        };
    }

    @Test
    void theSamePairOfClientAndKeyHasTheSameNameAndNoOther() {
        IdempotencyKey key = new IdempotencyKey("b c");

        assertThat(key.of("a")).isEqualTo(new IdempotencyKey("b c").of("a")).matches("[0-9a-f]{64}");
        assertThat(key.of("a")).isNotEqualTo(key.of("b")).isNotEqualTo(new IdempotencyKey("c").of("a b"));
        assertThat(key).hasToString("IdempotencyKey[***]");
    }

    private static String parsed(String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader(IdempotencyKey.HEADER, header);
        return IdempotencyKey.in(request).orElseThrow().value();
    }
}
