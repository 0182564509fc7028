package dev.riskflow.web.limits;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is long without need is not looked at, and keeps nobody from what it came for. */
@RiskflowTest
class CheapRequestsTest {

    private static final String PAGE = "/return/x";

    private final Riskflow riskflow;

    CheapRequestsTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/callback", "/risk-flows", "/dashboard", "/actuator/health/liveness"})
    void aPathIsRefusedUnread(String path) {
        String longest = path + ";".repeat(CheapRequests.LONGEST_PATH - path.length());

        assertThat(riskflow.shop().get(longest).status()).isNotEqualTo(414);
        assertProblem(riskflow.shop().get(longest + ";"), 414, "uri-too-long");
    }

    @Test
    void aQueryIsRead() {
        URI back = riskflow.startOneTime().finish();

        assertThat(riskflow.browse(URI.create(back + "&more=" + "x".repeat(50_000)))
                        .status())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 200, 10_000})
    void aCallbackIsNotLostForItsBrowsersLanguages(int count) {
        Link link = riskflow.startOneTime();

        Reply reply = riskflow.nobody().get(link.cancel().toString(), "Accept-Language", languages(count));

        assertThat(reply.status()).isEqualTo(303);
        assertThat(riskflow.status(link.flowId())).isEqualTo("cancelled");
    }

    @Test
    void ofManyLanguagesTheOneThatWeSpeakIsFound() {
        assertThat(page("Accept-Language", languages(100) + ",de").text()).contains("lang=\"de\"");
        assertThat(page("Accept-Language", languages(1000) + ",de").text()).contains("lang=\"en\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept", "Accept-Charset", "Accept-Encoding", "Content-Type"})
    void whatAClientPrefersIsForgotten(String name) {
        String types = "text/plain" + ";a=b".repeat(10_000);

        assertThat(page(name, types).status()).isEqualTo(200);
        assertThat(riskflow.shop().get("/risk-flows", name, types).status()).isEqualTo(200);
    }

    @Test
    void aBodyOfSuchATypeHasNone() {
        assertProblem(
                riskflow.shop()
                        .sendAs(
                                "application/json" + ";a=b".repeat(10_000),
                                "POST",
                                "/risk-flows",
                                "{\"type\": \"one_time\"}"),
                415,
                "unsupported-media-type");
    }

    private Reply page(String name, String value) {
        return riskflow.nobody().get(PAGE, name, value);
    }

    /** None that we speak. */
    private static String languages(int count) {
        return Stream.generate(() -> "fr").limit(count).collect(Collectors.joining(","));
    }
}
