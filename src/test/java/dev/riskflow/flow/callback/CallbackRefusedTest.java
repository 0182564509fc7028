package dev.riskflow.flow.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A callback that is malformed or not for its flow is refused, and changes nothing. */
@RiskflowTest
class CallbackRefusedTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;

    CallbackRefusedTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    /** {@code ID}, {@code STATE} and {@code CODE} stand for the flow's own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // A code without the state
                "flow_id=ID&success=true&code=CODE",
                "flow_id=ID&success=true&code=CODE&state=",
                // A state that is not the flow's
                "flow_id=ID&success=true&code=CODE&state=wrong",
                "flow_id=ID&success=true&code=CODE&state=STATEx",
                "flow_id=ID&success=false&cancel=true&state=wrong",
                "flow_id=ID&success=false&state=wrong",
                // No such flow
                "flow_id=none&success=true&code=CODE&state=STATE",
                "flow_id=none&success=false",
                "flow_id=..%2Fa&success=false",
                "flow_id=&success=false",
                "flow_id=a%00b&success=false",
                "success=true&code=CODE&state=STATE",
                // What makes no sense together
                "flow_id=ID&success=true&state=STATE",
                "flow_id=ID&success=true&state=STATE&code=",
                "flow_id=ID&success=false&code=CODE&state=STATE",
                "flow_id=ID&success=false&cancel=true&code=CODE&state=STATE",
                "flow_id=ID&success=true&cancel=true&code=CODE&state=STATE",
                "flow_id=ID&success=true&abort=true&code=CODE&state=STATE",
                "flow_id=ID&success=true&cancel=&code=CODE&state=STATE",
                "flow_id=ID&success=true&abort=yes&code=CODE&state=STATE",
                "flow_id=ID&code=CODE&state=STATE",
                "flow_id=ID&state=STATE",
                "flow_id=ID&cancel=true",
                "flow_id=ID&success=TRUE&code=CODE&state=STATE",
                "flow_id=ID&success=1&code=CODE&state=STATE",
                "flow_id=ID&success=&state=STATE",
                "flow_id=ID&success=false&cancel=&code=CODE&state=STATE",
                // A parameter that is there twice
                "flow_id=ID&flow_id=ID&success=false",
                "flow_id=ID&success=true&code=CODE&state=STATE&state=STATE",
                "flow_id=ID&success=true&code=CODE&code=other&state=STATE",
                "flow_id=ID&success=true&success=false&code=CODE&state=STATE",
                "flow_id=ID&success=false&cancel=true&cancel=false",
                ""
            })
    void changesNothing(String query) {
        Link link = riskflow.startOneTime();
        CallbackUri callback = CallbackUri.of(link.finish());
        List<@Nullable String> before = rows.all(link.flowId());

        Reply reply = riskflow.nobody()
                .get("/callback?"
                        + query.replace("ID", link.flowId())
                                .replace("STATE", callback.get("state"))
                                .replace("CODE", callback.get("code")));

        assertIsRefused(reply);
        assertThat(reply.text()).doesNotContain(callback.get("code"), callback.get("state"));
        assertThat(rows.all(link.flowId())).isEqualTo(before);
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isZero();
    }

    @Test
    void theStateOfAnotherFlowIsOfNoUse() {
        Link mine = riskflow.startOneTime();
        Link other = riskflow.startOneTime();
        CallbackUri callback = CallbackUri.of(mine.finish());
        List<@Nullable String> before = rows.all(other.flowId());
        List<@Nullable String> mineBefore = rows.all(mine.flowId());

        assertIsRefused(
                riskflow.nobody().get(callback.with("flow_id", other.flowId()).path()));

        assertThat(rows.all(other.flowId())).isEqualTo(before);
        assertThat(rows.all(mine.flowId())).isEqualTo(mineBefore);
    }

    @Test
    void anUnknownFlowAndAWrongStateLookTheSame() {
        Link link = riskflow.startOneTime();
        Reply unknown = riskflow.nobody().get("/callback?success=true&code=c&state=s&flow_id=unknown");
        Reply wrong = riskflow.nobody().get("/callback?success=true&code=c&state=s&flow_id=" + link.flowId());
        assertThat(wrong.text()).isEqualTo(unknown.text()).isEqualTo("""
                {"detail":"flow_id and state don't belong together","instance":"/callback","status":400,\
                "title":"Callback refused","type":"urn:riskflow:problem:callback-refused"}""");
    }

    @Test
    void aPersonSeesAPage() {
        Reply page = riskflow.nobody()
                .get("/callback?flow_id=none&success=false", "Accept", "text/html", "Accept-Language", "de");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("<html lang=\"de\">", "Dieser Link passt nicht");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    private static void assertIsRefused(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:callback-refused");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }
}
