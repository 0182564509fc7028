package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    void itMayBeShownInTheFramesOfThoseWhoAreListed() {
        MockHttpServletResponse page = written(new AnswerHeaders(List.of("https://shop.example.com")), "/return/x");
        MockHttpServletResponse other = written(new AnswerHeaders(List.of("https://shop.example.com")), "/risk-flows");

        assertThat(page.getHeader(POLICY)).contains("frame-ancestors https://shop.example.com;");
        assertThat(page.getHeader("X-Frame-Options")).isNull();
        assertThat(other.getHeader(POLICY)).contains("frame-ancestors 'none'");
    }

    /** TLS ends at a proxy: the request itself is not secure. */
    @Test
    void browsersThatComeOverTlsAreToldToStayThere() {
        assertThat(overTls("https://flows.example.com")).isEqualTo("max-age=31536000");
        assertThat(overTls("http://localhost:8080")).isNull();
        assertThat(riskflow.nobody().get("/callback").header(TLS_ONLY)).isNull();
    }

    private static @Nullable String overTls(String publicUrl) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new OverTls(URI.create(publicUrl)).strictTransport().writeHeaders(new MockHttpServletRequest(), response);
        return response.getHeader(TLS_ONLY);
    }

    private static MockHttpServletResponse written(AnswerHeaders headers, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        MockHttpServletResponse response = new MockHttpServletResponse();
        headers.writeHeaders(request, response);
        return response;
    }
}
