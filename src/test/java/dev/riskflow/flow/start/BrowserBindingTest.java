package dev.riskflow.flow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.flow.browser.BrowserCookie;
import dev.riskflow.flow.browser.PublicSettings;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** The cookie that a browser gets when it starts a flow that only it may finish. */
@RiskflowTest
class BrowserBindingTest {

    private static final Pattern COOKIE = Pattern.compile(
            "(__Host-riskflow-[A-Za-z0-9_-]{12})=([A-Za-z0-9_-]{43}); Path=/; Max-Age=([0-9]+); Expires=[^;]+; Secure;"
                    + " HttpOnly; SameSite=Lax");

    private final Riskflow riskflow;
    private final Rows rows;
    private final Sealer sealer;

    BrowserBindingTest(Riskflow riskflow, Rows rows, Sealer sealer) {
        this.riskflow = riskflow;
        this.rows = rows;
        this.sealer = sealer;
    }

    @Test
    void isSetForThisFlowAndAnHourLongerThanItsLinkLives() {
        Reply reply = start("browser");

        Matcher cookie = cookie(reply);
        assertThat(cookie.group(1)).isEqualTo(BrowserCookie.name(new FlowId(reply.member("flow_id"))));
        assertThat(Integer.parseInt(cookie.group(3))).isBetween(7195, 7200);
        assertThat(riskflow.flow(reply.member("flow_id")).member("binding")).isEqualTo("browser");
    }

    @Test
    void isKeptAsAHashAndSealed() {
        Reply reply = start("browser");
        Secret key = Secret.of(cookie(reply).group(2));

        Map<String, @Nullable Object> row = rows.flow(reply.member("flow_id"));

        assertThat(row).containsEntry("browser_hash", key.fingerprint());
        assertThat(sealer.open(
                        String.valueOf(row.get("browser_key")), FlowColumns.BROWSER_KEY, reply.member("flow_id")))
                .isEqualTo(key);
        assertThat(rows.everything()).doesNotContain(key.reveal());
    }

    @Test
    void eachFlowHasItsOwn() {
        Matcher one = cookie(start("browser"));
        Matcher other = cookie(start("browser"));

        assertThat(List.of(one.group(1), one.group(2))).doesNotContain(other.group(1), other.group(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "confirm"})
    void isNotSetForAnotherBinding(String binding) {
        Reply reply = start(binding);

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.header("Set-Cookie")).isNull();
        assertThat(rows.flow(reply.member("flow_id"))).containsEntry("browser_hash", null);
    }

    @Test
    void isFoundAmongOthers() {
        FlowId flow = new FlowId("flow-1");
        MockHttpServletRequest request = new MockHttpServletRequest();
        assertThat(BrowserCookie.in(request, flow)).isEmpty();

        request.setCookies(
                new Cookie(BrowserCookie.name(new FlowId("flow-2")), "another"),
                new Cookie("session", "x"),
                new Cookie(BrowserCookie.name(flow), "mine"));

        assertThat(BrowserCookie.in(request, flow)).contains(Secret.of("mine"));
        assertThat(BrowserCookie.in(request, new FlowId("flow-3"))).isEmpty();
    }

    /** Where it would be dropped by every browser, the binding is refused: see FlowStartAtTheProviderTest. */
    @ParameterizedTest
    @CsvSource({
        "https://flows.example.com, true",
        "HTTPS://flows.example.com:8443/base, true",
        "http://localhost:8080, true",
        "http://riskflow.localhost, true",
        "http://127.0.0.1:8080, true",
        "http://[::1]:8080, true",
        "http://flows.example.com, false",
        "http://localhost.example.com, false",
        "http://127.0.0.1.example.com, false",
        "http://notlocalhost, false",
        "http://192.0.2.7, false"
    })
    void browsersKeepItOverTlsAndOnTheirOwnMachine(URI publicUrl, boolean kept) {
        assertThat(new PublicSettings(publicUrl, List.of()).browsersKeepSecureCookies())
                .isEqualTo(kept);
    }

    private Reply start(String binding) {
        return riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\", \"binding\": \"" + binding + "\"}");
    }

    private static Matcher cookie(Reply reply) {
        Matcher cookie = COOKIE.matcher(String.valueOf(reply.header("Set-Cookie")));
        assertThat(cookie.matches()).as(reply.toString()).isTrue();
        return cookie;
    }
}
