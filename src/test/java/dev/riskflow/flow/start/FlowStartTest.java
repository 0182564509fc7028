package dev.riskflow.flow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a started flow answers and keeps, and what is taken as it comes. */
@RiskflowTest
class FlowStartTest {

    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;

    FlowStartTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    @Test
    void answersWithTheLink() {
        Reply reply = riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\"}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo("/risk-flows/" + reply.member("flow_id"));
        assertThat(reply.json().propertyNames()).containsExactly("flow_id", "location", "status", "expires_at");
        assertThat(reply.member("location")).startsWith(provider.baseUrl() + "/widget/");
        assertThat(reply.member("status")).isEqualTo("awaiting_user");
        assertThat(Instant.parse(reply.member("expires_at")))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(59)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void keepsNeitherTheLocationNorTheStateInClear() {
        Reply reply = riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\"}");
        Link callback = Link.of(reply);

        assertThat(rows.everything()).doesNotContain(callback.location(), callback.state());
        assertThat(rows.flow(callback.flowId()).get("state_hash"))
                .isEqualTo(Secret.of(callback.state()).fingerprint());
    }

    @Test
    void everyStateIsAnother() {
        Reply one = riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\"}");
        Reply other = riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\"}");

        // 256 bits in base64url
        assertThat(Link.of(one).state()).hasSize(43).isNotEqualTo(Link.of(other).state());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'one_time', 'accounts': [{'id': 'DE89 3704 0044 0532 0130 00'}]}",
                "{'type': 'one_time', 'accounts': [{'id': 'de89370400440532013000', 'currency': 'EUR'}]}",
                "{'type': 'one_time', 'accounts': [{'id': 'GB82 WEST 1234 5698 7654 32'}]}",
                "{'type': 'one_time', 'accounts': [{'id': 'NO93 8601 1117 947'}]}",
                "{'type': 'one_time', 'accounts': [{'id': '0532013000'}, {'id': '4111111111111111'}]}",
                "{'type': 'one_time', 'reporting_period': '12', 'allow_multi_selection': 'true'}",
                "{'type': 'one_time', 'reporting_period': 4, 'language': 'ar'}",
                "{'type': 'one_time', 'reporting_period': 120, 'allow_multi_selection': false}",
                "{'type': 'one_time', 'account_types': ['Giro account', 'Savings account']}",
                "{'type': 'one_time', 'name': 'Zoë Ćosić-O’Neill 💶', 'language': null}",
                "{'type': 'ongoing', 'user_id': 'a', 'save_secrets': 'false'}",
                "{'type': 'ongoing', 'user_id': 'tenant/7@example', 'save_secrets': true}"
            })
    void takes(String body) {
        Reply reply = riskflow.shop().post("/risk-flows", body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @Test
    void oneRequestStartsOneFlow() {
        long before = provider.ledger().count(Operation.START_FLOW);
        riskflow.startOngoing("u");
        assertThat(provider.ledger().count(Operation.START_FLOW)).isEqualTo(before + 1);
    }

    /** A started flow with the state that its callback carries. */
    private record Link(String flowId, String location, String state) {

        static Link of(Reply reply) {
            URI callback =
                    new dev.riskflow.environment.Link(reply.member("flow_id"), reply.member("location")).cancel();
            Matcher matcher = STATE.matcher(callback.toString());
            assertThat(matcher.find()).isTrue();
            return new Link(reply.member("flow_id"), reply.member("location"), matcher.group(1));
        }
    }
}
