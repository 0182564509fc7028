package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** Where no origin is allowed: a form of any page may be sent with the credentials that a browser remembers. */
class CorsProblemsTest {

    private final CorsProblems problems =
            new CorsProblems(URI.create("https://riskflow.example.com"), JsonMapper.shared());

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            POST,    https://evil.example,         false
            DELETE,  https://evil.example,         false
            PUT,     null,                         false
            POST,    https://riskflow.example.com, true
            POST,    http://localhost,             true
            POST,    none,                         true
            GET,     https://evil.example,         true
            HEAD,    https://evil.example,         true
            """)
    void aPageOfAnotherOriginChangesNothing(String method, @Nullable String origin, boolean isLetIn)
            throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/risk-reports/flow/refresh");
        if (origin != null) {
            request.addHeader("Origin", origin);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();

        assertThat(problems.processRequest(null, request, response)).isEqualTo(isLetIn);

        assertThat(response.getStatus()).isEqualTo(isLetIn ? 200 : 403);
        assertThat(response.getContentAsString().contains("urn:riskflow:problem:forbidden"))
                .isNotEqualTo(isLetIn);
    }
}
