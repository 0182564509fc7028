package dev.riskflow.web.problems;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error is a problem (RFC 9457), from whatever layer it comes, and tells nothing of our inside. */
@RiskflowTest
public class ProblemsTest {

    private final Riskflow riskflow;

    ProblemsTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /risk-flows/unknown            | 404 | not-found
            GET    | /risk-flows/.hidden            | 400 | bad-request
            GET    | /risk-flows/a%20b              | 400 | bad-request
            GET    | /risk-flows/a;b=c              | 400 | bad-request
            GET    | /risk-flows//a                 | 400 | bad-request
            DELETE | /risk-flows                    | 405 | method-not-allowed
            DELETE | /risk-flows                    | 405 | method-not-allowed
            DELETE | /risk-flows/unknown            | 403 | forbidden
            PUT    | /risk-flows                    | 405 | method-not-allowed
            TRACE  | /risk-flows                    | 405 | method-not-allowed
            POST   | /risk-flows                    | 400 | malformed-body
            GET    | /risk-reports                  | 403 | forbidden
            GET    | /nowhere                       | 404 | not-found
            GET    | /error                         | 404 | not-found
            """)
    void fromEveryLayer(String method, String path, int status, String type) {
        assertIsProblem(riskflow.shop().call(method, path), status, type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /risk-reports?limit=0          | limit must be from 1 to 200
            /risk-reports?limit=201        | limit must be from 1 to 200
            /risk-reports?limit=-1         | limit must be from 1 to 200
            /risk-reports?limit=ten        | limit is malformed
            /risk-reports?limit=99999999999 | limit is malformed
            /risk-reports?cursor=x         | cursor is not one that this list gave out
            /risk-reports?cursor=          | cursor is not one that this list gave out
            /risk-reports?cursor=%F0%9F%98%80 | cursor is not one that this list gave out
            /risk-reports?cursor=MjAyNi0wMS0wMVQwMDowMDowMFogLi4 | cursor is not one that this list gave out
            /risk-reports?cursor=KzEwMDAwMDAwMDAtMDEtMDFUMDA6MDA6MDBaIGE | cursor is not one that this list gave out
            /risk-reports/.hidden          | flow_id is malformed
            """)
    void aParameterThatMakesNoSenseIsNamed(String path, String detail) {
        Reply reply = riskflow.office().get(path);
        assertIsProblem(reply, 400, "bad-request");
        assertThat(reply.member("detail")).isEqualTo(detail);
    }

    @Test
    void withoutCredentials() {
        Reply reply = riskflow.nobody().get("/risk-reports");
        assertIsProblem(reply, 401, "unauthorized");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/xml", "text/csv"})
    void whenNothingOfOursIsAcceptable(String accept) {
        Reply reply = riskflow.office().get("/risk-reports", "Accept", accept);
        assertIsProblem(reply, 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/risk-flows", "/risk-reports", "/erasures", "/access-log"})
    void whatIsNoProblemIsNotCalledOne(String path) {
        Reply reply = riskflow.admin().get(path, "Accept", "application/problem+json, application/json");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertIsProblem(riskflow.admin().get(path, "Accept", "application/problem+json"), 406, "not-acceptable");
    }

    /** A link whose answer nobody can read would have been made at the provider for nothing. */
    @Test
    void whatCantBeAnsweredIsNotDone() {
        String user = "user-" + UUID.randomUUID();
        String body = "{\"type\": \"ongoing\", \"user_id\": \"%s\"}".formatted(user);
        assertIsProblem(riskflow.shop().post("/risk-flows", body, "Accept", "text/csv"), 406, "not-acceptable");
        assertThat(riskflow.shop()
                        .get("/risk-flows?user_id=" + user)
                        .json()
                        .path("flows")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void anAcceptThatIsNoneIsAnsweredAsWell() {
        assertIsProblem(riskflow.shop().get("/risk-flows", "Accept", "x"), 406, "not-acceptable");
        assertIsProblem(riskflow.admin().call("DELETE", "/risk-flows/unknown", "Accept", "x"), 404, "not-found");
    }

    @Test
    void alsoOfWhatLooksAfterTheService() {
        for (String path : new String[] {"/actuator/health/none", "/actuator/sbom/none"}) {
            Reply reply = riskflow.admin().get(path);
            assertIsProblem(reply, 404, "not-found");
            assertThat(reply.response().headers().allValues("X-Frame-Options")).containsExactly("DENY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html", "image/png"})
    void whateverIsAccepted(String accept) {
        assertIsProblem(riskflow.nobody().get("/risk-reports", "Accept", accept), 401, "unauthorized");
        assertIsProblem(riskflow.shop().get("/risk-reports", "Accept", accept), 403, "forbidden");
        assertIsProblem(riskflow.shop().get("/nowhere", "Accept", accept), 404, "not-found");
        assertIsProblem(riskflow.admin().call("DELETE", "/risk-flows/unknown", "Accept", accept), 404, "not-found");
    }

    @Test
    void aQuestionNotAskedInAnHttpWayGetsNoStackTrace() throws IOException {
        assertThat(raw("GET /risk-flows/a%2Fb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("Content-Type: application/problem+json", "urn:riskflow:problem:bad-request")
                .doesNotContain("Exception", "\tat ", "Tomcat/");
        assertThat(raw("GET /risk-flows/{ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("Content-Type: application/problem+json")
                .doesNotContain("Exception", "\tat ", "Tomcat/");
        assertThat(raw("GET /risk-flows HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(80_000) + "\r\n\r\n"))
                .contains("Content-Type: application/problem+json")
                .doesNotContain("Exception", "\tat ", "Tomcat/");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", URI.create(riskflow.url()).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    public static void assertIsProblem(Reply reply, int status, String type) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).as(reply.text()).startsWith("application/problem+json");
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:" + type);
        assertThat(reply.json().path("status").intValue()).isEqualTo(status);
        assertThat(reply.member("title")).isNotEmpty();
        assertThat(reply.text()).doesNotContain("Exception", "dev.riskflow", "springframework", "trace");
    }
}
