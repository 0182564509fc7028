package dev.riskflow.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockServletContext;

class PagesConfigurationTest {

    @ParameterizedTest
    @CsvSource({"https://flows.example.com, true", "HTTPS://flows.example.com, true", "http://localhost:8080, false"})
    void theSessionCookieIsSafeWhereBrowsersComeOverTls(URI publicUrl, boolean secure) throws ServletException {
        MockServletContext context = new MockServletContext();
        OverTls tls = new OverTls(publicUrl);

        new PagesConfiguration(new PageLanguage(tls)).safeSessionCookie(tls).onStartup(context);

        assertThat(context.getSessionCookieConfig().isSecure()).isEqualTo(secure);
    }
}
