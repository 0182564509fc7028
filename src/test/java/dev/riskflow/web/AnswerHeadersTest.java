package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.web.callers.SecuritySettings;
import dev.riskflow.web.pages.OverTls;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@RiskflowTest
class AnswerHeadersTest {

    private static final String POLICY = "Content-Security-Policy";
    private static final String TLS_ONLY = "Strict-Transport-Security";

    private final Riskflow riskflow;

    AnswerHeadersTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/risk-flows", "/risk-flows/none", "/risk-reports", "/nowhere", "/v3/api-docs", "/risk-flows?x=1"
            })
    void anAnswerOfTheApiIsNoPage(String path) {
        Reply reply = riskflow.office().get(path);

        assertThat(reply.header(POLICY)).startsWith("default-src 'none'").contains("frame-ancestors 'none'");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void whoIsNotKnownIsToldSoWithTheSame() {
        assertThat(riskflow.nobody().get("/risk-reports").header(POLICY)).startsWith("default-src 'none'");
    }

    /** By filters before those of Spring Security, by its firewall, and by the container. */
    @ParameterizedTest
    @CsvSource({
        "GET, //callback?code=secret",
        "GET, /callback;x?code=secret",
        "GET, /callback/..%2fx?code=secret",
        "TRACE, /callback?code=secret",
        "PUT, /risk-flows"
    })
    void soDoesWhatIsRefusedAtTheDoor(String method, String path) {
        assertIsForNobodysEyes(riskflow.nobody().call(method, riskflow.url() + path));
    }

    @Test
    void soDoesABodyThatIsNotRead() {
        Caller shop = riskflow.shop();
        assertIsForNobodysEyes(shop.post("/risk-flows", " ".repeat(64 * 1024 + 1)));
        assertIsForNobodysEyes(shop.sendAs("application/*", "POST", "/risk-flows", "{}"));
    }

    private static void assertIsForNobodysEyes(Reply reply) {
        assertThat(reply.status()).isBetween(400, 499);
        for (String header : List.of(POLICY, "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")) {
            assertThat(reply.response().headers().allValues(header)).as(header).hasSize(1);
        }
        assertThat(reply.header(POLICY)).startsWith("default-src 'none'");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.response().headers().allValues("Cache-Control"))
                .singleElement()
                .asString()
                .contains("no-store");
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.member("instance")).isNotEqualTo("/error");
        assertThat(reply.text()).doesNotContain("secret");
    }

    @Test
    void aPageThatIsRefusedAtTheDoorIsAPageAllTheSame() {
        Reply page = riskflow.nobody().call("TRACE", "/dashboard");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.header(POLICY)).contains("default-src 'none'", "style-src 'self'");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    /** Their names change with what is in them. */
    @Test
    void onlyFilesAreKept() {
        assertThat(riskflow.nobody()
                        .get("/assets/return.css")
                        .response()
                        .headers()
                        .allValues("Cache-Control"))
                .containsExactly("max-age=3600");
        assertThat(riskflow.nobody().get("/assets/none.css").header("Cache-Control"))
                .contains("no-store");
    }

    @Test
    void theLastPageIsStyledAndRunsNothing() {
        Link link = riskflow.startOneTime();
        for (String path :
                List.of("/return/" + link.flowId(), "/callback?flow_id=" + link.flowId() + "&success=true")) {
            Reply page = riskflow.browse(URI.create(riskflow.url() + path));
            assertThat(page.header(POLICY))
                    .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("script-src", "unsafe");
        }
    }

    @Test
    void itMayBeShownInTheFramesOfThoseWhoAreListed() throws ServletException, IOException {
        MockHttpServletResponse page = written("/return/x");
        MockHttpServletResponse other = written("/risk-flows");

        assertThat(page.getHeader(POLICY)).contains("frame-ancestors https://shop.example.com;");
        assertThat(page.getHeader("X-Frame-Options")).isNull();
        assertThat(other.getHeader(POLICY)).contains("frame-ancestors 'none'");
    }

    /** TLS ends at a proxy: the request itself is not secure. */
    @Test
    void browsersThatComeOverTlsAreToldToStayThere() throws ServletException, IOException {
        assertThat(overTls("https://flows.example.com")).isEqualTo("max-age=31536000");
        assertThat(overTls("http://localhost:8080")).isNull();
        assertThat(riskflow.nobody().get("/callback").header(TLS_ONLY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/dashboard", "/return/x", "/risk-flows"})
    void whateverTheyAskFor(String path) throws ServletException, IOException {
        assertThat(written("https://flows.example.com", path).getHeader(TLS_ONLY))
                .isEqualTo("max-age=31536000");
    }

    private static @Nullable String overTls(String publicUrl) throws ServletException, IOException {
        return written(publicUrl, "/").getHeader(TLS_ONLY);
    }

    private static MockHttpServletResponse written(String path) throws ServletException, IOException {
        return written("http://localhost", path);
    }

    private static MockHttpServletResponse written(String publicUrl, String path) throws ServletException, IOException {
        SecuritySettings settings =
                new SecuritySettings(Map.of(), Map.of(), List.of(), List.of("https://shop.example.com"), false);
        AnswerHeaders headers = new AnswerHeaders(settings, new OverTls(URI.create(publicUrl)));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        MockHttpServletResponse response = new MockHttpServletResponse();
        headers.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
