package dev.riskflow.web.limits;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxClients;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large bodies are refused, whether they say how large they are or not. */
@RiskflowTest
class BodyLimitTest {

    private final Riskflow riskflow;
    private final Rows rows;

    BodyLimitTest(Riskflow riskflow, Rows rows) {
        this.riskflow = riskflow;
        this.rows = rows;
    }

    @Test
    void oneThatSaysSo() {
        long flows = rows.flowCount();

        assertProblem(riskflow.shop().post("/risk-flows", body(BodyLimit.MOST_BYTES + 1)), 413, "content-too-large");
        assertThat(rows.flowCount()).isEqualTo(flows);
    }

    @Test
    void oneThatDoesNot() throws IOException, InterruptedException {
        long flows = rows.flowCount();

        assertProblem(chunked(body(BodyLimit.MOST_BYTES + 1)), 413, "content-too-large");
        assertThat(rows.flowCount()).isEqualTo(flows);
    }

    /** Not the field's fault, in the middle of which the reading ends. */
    @Test
    void oneThatDoesNotAndIsWithinAField() throws IOException, InterruptedException {
        String name = "x".repeat(BodyLimit.MOST_BYTES);

        assertProblem(chunked("{\"type\":\"one_time\",\"name\":\"" + name + "\"}"), 413, "content-too-large");
    }

    @Test
    void asLargeAsItMayBe() throws IOException, InterruptedException {
        assertThat(riskflow.shop()
                        .post("/risk-flows", body(BodyLimit.MOST_BYTES))
                        .status())
                .isEqualTo(201);
        assertThat(chunked(body(BodyLimit.MOST_BYTES)).status()).isEqualTo(201);
    }

    /** Read by a filter of the framework, they would be read whole, whoever sent them. */
    @ParameterizedTest
    @CsvSource({"PUT, /risk-flows", "PATCH, /risk-flows/x", "DELETE, /users/x", "PUT, /login", "PATCH, /dashboard"})
    void noFormOfAStrangerIsReadByAnotherMethodThanPost(String method, String path) {
        Reply reply = riskflow.nobody().sendAs("application/x-www-form-urlencoded", method, path, "%");

        assertThat(reply.status()).isIn(401, 403);
    }

    @Test
    void aLargeFormOfThePages() {
        Reply reply = riskflow.visitor().signIn("x".repeat(BodyLimit.MOST_BYTES), "y");

        assertThat(reply.status()).as(reply.toString()).isBetween(400, 499);
    }

    private static String body(int bytes) {
        String json = "{\"type\": \"one_time\"}";
        return json + " ".repeat(bytes - json.length());
    }

    private Reply chunked(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(riskflow.url() + "/risk-flows"))
                .header("Content-Type", "application/json")
                .header("Authorization", SandboxClients.authorization(SandboxClients.SHOP))
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return new Reply(http.send(request, HttpResponse.BodyHandlers.ofString()));
        }
    }
}
