package dev.riskflow.web;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bodies are taken, and what a caller gets who asks for JSON in another way. */
@RiskflowTest
class JsonOnlyTest {

    private final Riskflow riskflow;
    private final Rows rows;

    JsonOnlyTest(Riskflow riskflow, Rows rows) {
        this.riskflow = riskflow;
        this.rows = rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/xml", "application/cbor", "text/plain"})
    void aBodyOfAnotherFormIsRefused(String type) {
        long flows = rows.flowCount();

        Reply reply = riskflow.shop().sendAs(type, "POST", "/risk-flows", "type: one_time\nno_field: 1");

        assertProblem(reply, 415, "unsupported-media-type");
        assertThat(reply.header("Accept")).doesNotContain("yaml");
        assertThat(rows.flowCount()).isEqualTo(flows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "utf-8", "utf-16", "\"UTF-8\""})
    void aCharsetThatIsAskedForMeansNothing(String charset) {
        String accept = "application/json;charset=" + charset + ";q=0.9";

        Reply started = riskflow.shop().post("/risk-flows", "{\"type\":\"one_time\"}", "Accept", accept);

        assertThat(started.status()).as(started.toString()).isEqualTo(201);
        assertThat(started.header("Content-Type")).isEqualTo("application/json");
        Reply read = riskflow.shop().get("/risk-flows/" + started.member("flow_id"), "Accept", accept);
        assertThat(read.status()).isEqualTo(200);
        assertThat(riskflow.office().get("/risk-reports", "Accept", accept).status())
                .isEqualTo(200);
    }

    @Test
    void norDoesItAtTheCallback() {
        Link link = riskflow.startOneTime();

        Reply relayed =
                riskflow.nobody().get(link.finish().toString(), "Accept", "application/json;charset=ISO-8859-1");

        assertThat(relayed.status()).as(relayed.toString()).isEqualTo(200);
        assertThat(relayed.member("status")).isEqualTo("authorized");
        riskflow.awaitStatus(link.flowId(), "completed"); // so that no job is left over
    }
}
