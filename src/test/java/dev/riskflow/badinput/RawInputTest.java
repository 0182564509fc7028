package dev.riskflow.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxClients;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no HTTP client sends: bytes on a socket. Refused, or cut off; nothing is done, and the next one is served. */
@RiskflowTest
class RawInputTest {

    private static final int LIMIT_MILLIS = 30_000;

    /** 501 and 505 are what RFC 9110 has for an unknown method, coding or version; to HTTP/0.9 there is a body only. */
    private static final Pattern REFUSAL = Pattern.compile(
            "(HTTP/1\\.1 ([34]\\d\\d|501|505) |\\{\"detail\":\"Valid credentials are needed).*", Pattern.DOTALL);

    private static final String START = "{\"type\": \"one_time\"}";
    private static final String AUTHORIZATION =
            "Authorization: " + SandboxClients.authorization(SandboxClients.SHOP) + "\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String HEAD = "POST /risk-flows HTTP/1.1\r\nHost: localhost\r\n" + AUTHORIZATION + JSON;

    private final Riskflow riskflow;
    private final Rows rows;

    RawInputTest(Riskflow riskflow, Rows rows) {
        this.riskflow = riskflow;
        this.rows = rows;
    }

    static Stream<String> wrong() {
        int length = START.length();
        return Stream.of(
                // Its first line
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET /risk-flows\r\n\r\n",
                "GET /risk-flows HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /risk-flows HTTP/1.1\r\n\r\n",
                "GET /risk-flows HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /risk-flows/\u00ff\u00fe HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /risk-flows/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /callback?state=%zz&code=%&flow_id=%0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET " + "/a".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "PROPFIND /risk-flows HTTP/1.1\r\nHost: localhost\r\n" + AUTHORIZATION + "\r\n",
                "TRACE /risk-flows HTTP/1.1\r\nHost: localhost\r\n" + AUTHORIZATION + "\r\n",
                "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "G\u0001T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                // Its headers
                "GET /risk-flows HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(70_000) + "\r\n\r\n",
                "GET /risk-flows HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(5_000) + "\r\n",
                "GET /risk-flows HTTP/1.1\r\nHost: localhost\r\nX\u0000: y\r\n\r\n",
                "GET /risk-flows HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic \u00ff\u00fe\r\n\r\n",
                "GET /risk-flows HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic OjpeOjo6\r\n\r\n",
                "GET /risk-flows HTTP/1.1\r\nHost: localhost\r\nAuthorization: \r\n\r\n",
                "GET /risk-flows HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a.b.c.d.e\r\n\r\n",
                "GET /dashboard HTTP/1.1\r\nHost: localhost\r\nCookie: riskflow-session=\u0001;=;;=\"\r\n\r\n",
                // Characters that are looked for when a header or parameter is read
                "GET /callback?flow_id=a&success=false&%01=2 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /callback?flow_id=a&%00=2 HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n",
                "GET /risk-flows?%01=2 HTTP/1.1\r\nHost: localhost\r\n" + AUTHORIZATION + "\r\n",
                "GET /assets/return.css HTTP/1.1\r\nHost: localhost\r\nIf-Modified-Since: \u0085\r\n\r\n",
                HEAD + "Idempotency-Key: \u0085\r\nContent-Length: " + length + "\r\n\r\n" + START,
                // Its body
                HEAD + "Content-Length: -1\r\n\r\n" + START,
                HEAD + "Content-Length: 99999999999999999999\r\n\r\n" + START,
                HEAD + "Content-Length: " + length + "\r\nContent-Length: 3\r\n\r\n" + START,
                HEAD + "Content-Length: " + (length + 10) + "\r\n\r\n" + START,
                HEAD + "Content-Length: " + (length - 3) + "\r\n\r\n" + START,
                HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + START,
                HEAD + "Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n" + START,
                HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"typ",
                HEAD + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                HEAD + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\u0008\u0000",
                HEAD.replace("application/json", "application/json; charset=utf-7") + "Content-Length: " + length
                        + "\r\n\r\n+AHsAIg-" + START.substring(8),
                HEAD.replace("application/json", "multipart/form-data") + "Content-Length: " + length + "\r\n\r\n"
                        + START,
                HEAD + "Content-Length: 4\r\n\r\n\u00ff\u00fe{\u0000");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefusedAndDoesNothing(String bytes) throws IOException {
        long flows = rows.flowCount();

        String answer = send(bytes);

        assertThat(answer).doesNotContain("Exception", "Tomcat", "\tat ", "dev.riskflow");
        if (!answer.isEmpty()) {
            assertThat(answer).matches(REFUSAL);
        }
        assertThat(rows.flowCount()).isEqualTo(flows);
    }

    @Test
    void theSameInOrderIsDone() throws IOException {
        assertThat(send(HEAD + "Content-Length: " + START.length() + "\r\nConnection: close\r\n\r\n" + START))
                .startsWith("HTTP/1.1 201 ");
        Link link = riskflow.authorize(riskflow.startOneTime());
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    /** All that comes back, once nothing more is sent. */
    private String send(String bytes) throws IOException {
        URI service = URI.create(riskflow.url());
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            try {
                socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            } catch (SocketException refusedBeforeTheEnd) {
                return "";
            }
        }
    }
}
