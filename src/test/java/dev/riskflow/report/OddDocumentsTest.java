package dev.riskflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the provider sends as a report is kept and shown to the letter. */
@RiskflowTest
class OddDocumentsTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;

    OddDocumentsTest(Riskflow riskflow, SandboxProvider provider) {
        this.riskflow = riskflow;
        this.provider = provider;
    }

    static Stream<String> documents() {
        return Stream.of(
                "{}",
                "{\"a\":1,\"a\":2,\"a\":1}",
                "{\"big\":1e400000,\"tiny\":-1e-400000,\"zero\":-0,\"exact\":0.10,\"scientific\":1E+3}",
                "{\"period\":1e400000,\"income\":{\"summary\":{\"total\":1e400000}}}",
                "{\"monstrous\":1e99999999999999999999,\"accounts\":[{}]}",
                "{\"digits\":" + "1234567890".repeat(500) + "}",
                "{\"nul\":\"a\\u0000b\",\"accounts\":[{\"currency\":\"\\u0000\",\"iban\":\"\\u0000\"}]}",
                "{\"half\":\"\\ud83d\",\"accounts\":[{\"currency\":\"\\udc00\",\"iban\":\"\\ud83d\"}]}",
                "{\"z\":1,\"a\":\"\u00fc \uD83D\uDE00 \u2028 <\\/script>\",\"\":null}",
                " {\n\t\"spaced\" :\r\n [ 1 , 2 ] } ",
                "{\"accounts\":\"none\",\"income\":[],\"period\":\"twelve\"}",
                "{\"deep\":" + "[".repeat(900) + "]".repeat(900) + "}");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isShownVerbatim(String document) {
        Reply reply = completed(document);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("\"document\":" + document);
        assertThat(riskflow.office().get("/risk-reports?limit=1").status()).isEqualTo(200);
    }

    @Test
    void aLargeOneAsWell() {
        StringBuilder document = new StringBuilder("{\"period\":12,\"streams\":[0");
        for (int i = 0; document.length() < 5_000_000; i++) {
            document.append(String.format(Locale.ROOT, ",{\"n\":%d,\"amount\":%d.%02d}", i, i, i % 100));
        }
        document.append("]}");

        Reply reply = completed(document.toString());

        assertThat(reply.text().contains("\"document\":" + document)).isTrue();
        assertThat(reply.json().path("figures").path("period_months").intValue())
                .isEqualTo(12);
    }

    private Reply completed(String document) {
        Link link = riskflow.startOneTime();
        provider.replaceReport(link.flowId(), document);
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");
        return riskflow.office().get("/risk-reports/" + link.flowId());
    }
}
