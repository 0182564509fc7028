package dev.riskflow.flow.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a browser may send and no HTTP library would: written to the socket as it is. */
@RiskflowTest
@ExtendWith(OutputCaptureExtension.class)
class CallbackOddCharactersTest {

    private final Riskflow riskflow;
    private final Rows rows;

    CallbackOddCharactersTest(Riskflow riskflow, Rows rows) {
        this.riskflow = riskflow;
        this.rows = rows;
    }

    @Test
    void charactersThatBrowsersLeaveAsTheyAreReachUs(CapturedOutput output) throws IOException {
        Link link = riskflow.startOneTime();
        String state = CallbackUri.of(link.finish()).get("state");

        String answer = get("/callback?flow_id=" + link.flowId() + "&success=true&state=" + state
                + "&code=odd|{code}[with]^all`of<\"them\">\\");

        assertThat(answer).startsWith("HTTP/1.1 303");
        assertThat(rows.grant(link.flowId())).isNotEmpty();
        assertThat(output).doesNotContain("odd|{code}").doesNotContain(state);
    }

    @Test
    void aParameterThatCantBeDecodedIsRefusedAndNotRepeated(CapturedOutput output) throws IOException {
        Link link = riskflow.startOneTime();

        String answer = get("/callback?flow_id=" + link.flowId() + "&success=true&state=s&code=odd%zzcode");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("urn:riskflow:problem:callback-refused");
        assertThat(answer + output).doesNotContain("odd%zzcode");
        assertThat(riskflow.status(link.flowId())).isEqualTo("awaiting_user");
    }

    @Test
    void aPersonSeesAPageForAParameterThatCantBeDecoded() throws IOException {
        String answer = get("/callback?flow_id=none&success=true&state=s&code=odd%zzcode", "Accept: text/html");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("text/html", "</html>")
                .doesNotContain("odd%zzcode");
    }

    private String get(String target, String... headers) throws IOException {
        URI service = URI.create(riskflow.url());
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + String.join(
                            "",
                            Stream.of(headers).map(header -> header + "\r\n").toList()) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
