package dev.riskflow.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.environment.Visitor;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The language of the pages. */
@RiskflowTest
class PageLanguageTest {

    private static final String GERMAN = "<html lang=\"de\">";
    private static final String ENGLISH = "<html lang=\"en\">";

    private final Riskflow riskflow;

    PageLanguageTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de              | de
            de-AT, en;q=0.8 | de
            en-GB           | en
            fr, de;q=0.5    | de
            fr              | en
            *               | en
            """)
    void isTheBrowsersOfThoseThatWeSpeak(String browser, String shown) {
        assertThat(riskflow.visitor().get("/login", "Accept-Language", browser).text())
                .contains("<html lang=\"" + shown + "\">");
    }

    @Test
    void isEnglishForABrowserWithoutOne() {
        assertThat(riskflow.visitor().get("/login").text()).contains(ENGLISH);
    }

    @Test
    void isKeptOnceChosen() {
        Visitor visitor = riskflow.visitor();

        assertThat(visitor.get("/login?lang=de").text()).contains(GERMAN, "Anmelden");
        assertThat(visitor.get("/login", "Accept-Language", "en").text()).contains(GERMAN);
        assertThat(visitor.get("/login?lang=fr").text()).contains(GERMAN);
        assertThat(visitor.get("/login?lang=en").text()).contains(ENGLISH);
    }

    @ParameterizedTest
    @CsvSource({"https://flows.example.com, true", "http://localhost:8080, false"})
    void isKeptSafeWhereBrowsersComeOverTls(URI publicUrl, boolean secure) {
        MockHttpServletResponse response = new MockHttpServletResponse();

        new PageLanguage(new OverTls(publicUrl)).setLocale(new MockHttpServletRequest(), response, Locale.GERMANY);

        assertThat(response.getCookies())
                .singleElement()
                .extracting(Cookie::getSecure)
                .isEqualTo(secure);
    }

    @Test
    void canBeSwitchedOnTheVeryPageThatIsShown() {
        assertThat(riskflow.visitor().get("/login?error&x=1&lang=de").text())
                .contains("href=\"/login?error&amp;x=1&amp;lang=en\"");
    }

    /** Whose query strings are hidden: each of them says itself what it shows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard/flows?user_id=u%201",
                "/dashboard/flows?status=unknown",
                "/dashboard/reports?user_id=u%201",
                "/dashboard/access-log?user_id=u%201"
            })
    void canBeSwitchedWhereAListIsFiltered(String list) {
        assertThat(riskflow.visitor().signIn(SandboxStaff.ADMIN).get(list).text())
                .contains("href=\"" + list + "&amp;lang=de\"");
    }

    @Test
    void doesNotReachThePageOfABanksCustomer() {
        Visitor visitor = riskflow.visitor();
        visitor.get("/login?lang=de");

        assertThat(visitor.get("/return/unknown", "Accept-Language", "en").text())
                .contains(ENGLISH);
    }
}
