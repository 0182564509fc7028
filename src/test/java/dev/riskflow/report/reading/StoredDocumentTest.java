package dev.riskflow.report.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxClients;
import dev.riskflow.environment.SandboxStaff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A large document is answered piece by piece, and to the letter. */
@RiskflowTest
class StoredDocumentTest {

    /** More than the kernel takes while nobody reads. */
    private static final int MUCH = 20_000_000;

    private final Riskflow riskflow;
    private final Rows rows;

    private final String user = UUID.randomUUID().toString();
    private String flow = "";

    StoredDocumentTest(Riskflow riskflow, Rows rows) {
        this.riskflow = riskflow;
        this.rows = rows;
    }

    @BeforeEach
    void complete() {
        Link link = riskflow.startOngoing(user);
        flow = link.flowId();
        riskflow.authorize(link);
        riskflow.awaitStatus(flow, "completed");
    }

    /** Of characters that are two of Java's and four bytes, at an odd place. */
    @ParameterizedTest
    @ValueSource(ints = {-10, -9, -8, StoredDocument.PIECE - 9})
    void itsPiecesFitTogether(int beyondAPiece) {
        String document = "{\"a\":\"x" + "\uD83D\uDE00".repeat(StoredDocument.PIECE + beyondAPiece) + "\"}";
        rows.change(flow, "UPDATE risk_report_version SET document = '%s' WHERE flow_id = :flow".formatted(document));

        assertShown(riskflow.office().get("/risk-reports/" + flow), "\"document\":" + document + "}");
        assertShown(riskflow.office().get("/risk-reports/" + flow + "/history/1"), "\"document\":" + document + "}");
        assertShown(riskflow.admin().get("/users/" + user + "/export"), "\"document\":" + document + "}");
        Reply page = riskflow.visitor().signIn(SandboxStaff.OFFICE).get("/dashboard/reports/" + flow + "/document");
        assertThat(page.text().equals(document)).isTrue();
    }

    /** Said by a boolean: nobody could read what differs. */
    private static void assertShown(Reply reply, String document) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text().contains(document)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/risk-reports/%s", "/risk-reports/%s/history/1"})
    void oneThatIsErasedMeanwhileIsSeenToBreakOff(String path) throws IOException {
        rows.change(flow, """
                UPDATE risk_report_version SET document = '{"a":"' || repeat('x', %d) || '"}' WHERE flow_id = :flow
                """.formatted(MUCH));
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(1 << 16);
            socket.connect(new InetSocketAddress(
                    "localhost", URI.create(riskflow.url()).getPort()));
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: %s\r\n\r\n"
                            .formatted(path.formatted(flow), SandboxClients.authorization(SandboxClients.OFFICE))
                            .getBytes(UTF_8));
            InputStream in = socket.getInputStream();
            received.write(in.readNBytes(100));
            rows.change(flow, "DELETE FROM risk_report_version WHERE flow_id = :flow");
            in.transferTo(received);
        } catch (SocketException reset) {
            // That is one way to see it.
        }

        String answer = received.toString(UTF_8);
        assertThat(answer.substring(0, 12)).isEqualTo("HTTP/1.1 200");
        assertThat(answer.length()).isBetween(100, MUCH);
        assertThat(answer.substring(answer.length() - 100)).contains("xxxx").doesNotContain("\r\n0\r\n\r\n", "problem");
    }
}
