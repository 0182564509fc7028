package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is short comes with its length; what grows while it is read does not. */
@RiskflowTest
class WholeAnswersTest {

    private final Riskflow riskflow;

    WholeAnswersTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/risk-reports?user_id=nobody", "/risk-reports/none", "/risk-flows?limit=0", "/nowhere"})
    void anAnswerHasItsLength(String path) {
        Reply reply = riskflow.office().get(path);

        assertThat(reply.text()).startsWith("{");
        assertThat(reply.header("Content-Length"))
                .isEqualTo(Integer.toString(reply.text().length()));
        assertThat(reply.header("Transfer-Encoding")).isNull();
    }

    @Test
    void anExportIsSentInPieces() {
        Reply reply = riskflow.office().get("/risk-reports.csv?user_id=nobody");

        assertThat(reply.header("Transfer-Encoding")).isEqualTo("chunked");
    }
}
