package dev.riskflow.flow.start.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a browser may be sent after the callback. Allowed are {@code https://shop.example.com/shop},
 * {@code http://localhost:3000} and {@code https://back.example.com:8443/a/}.
 */
@RiskflowTest
class ReturnUrlTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Riskflow riskflow;
    private final SandboxProvider provider;

    ReturnUrlTest(Riskflow riskflow, SandboxProvider provider) {
        this.riskflow = riskflow;
        this.provider = provider;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com.evil.test",
                "https://shop.example.com.evil.test/shop",
                "https://evil.test/https://shop.example.com/shop",
                "https://evil.test/?https://shop.example.com/shop",
                "https://evil.test#https://shop.example.com/shop",
                "//evil.test",
                "///evil.test",
                "//evil.test/shop",
                "\\\\evil.test/shop",
                "/\\evil.test/shop",
                "//shop.example.com/shop",
                "/shop",
                "shop.example.com/shop",
                "https:shop.example.com/shop",
                "https:///shop.example.com/shop",
                "https://shop.example.com@evil.test",
                "https://shop.example.com@evil.test/shop",
                "https://shop.example.com:443@evil.test/shop",
                "https://shop.example.com%40evil.test/shop",
                "https://shop.example.com%2f@evil.test/shop",
                "https://shop.example.com%2eevil.test/shop",
                "https://shop%2eexample.com/shop",
                "https://shop.example.com%00.evil.test/shop",
                "https%3A%2F%2Fshop.example.com%2Fshop",
                "https:%2f%2fshop.example.com/shop",
                "%2f%2fevil.test/shop",
                "https://shop.example.com:@evil.test/shop",
                "https://shop.example.com;@evil.test/shop",
                "https://shop.example.com?@evil.test/shop",
                "https://shop.example.com#@evil.test/shop",
                "https://shop.example.com/shop#@evil.test",
                "https://shop.example.com/shop?x#fragment",
                "https://user@shop.example.com/shop",
                "https://user:pass@shop.example.com/shop",
                "https://shop.example.com\\@evil.test/shop",
                "https://evil.test\\@shop.example.com/shop",
                "https:\\\\shop.example.com/shop",
                "https://shop.example.com/shop\\..\\admin",
                "https://shop.example.com/shop#fragment",
                "https://shop.example.com/shop#",
                "https://shop.example.com:444/shop",
                "https://shop.example.com:80/shop",
                "http://shop.example.com/shop",
                "http://shop.example.com:443/shop",
                "javascript:alert(1)",
                "javascript://shop.example.com/shop%0aalert(1)",
                "data:text/html,x",
                "ftp://shop.example.com/shop",
                "https://shop.example.com/shopping",
                "https://shop.example.com/Shop",
                "https://shop.example.com/",
                "https://shop.example.com",
                "https://shop.example.com/shop/../admin",
                "https://shop.example.com/shop/..",
                "https://shop.example.com/./shop",
                "https://shop.example.com/shop/%2e%2e/admin",
                "https://shop.example.com/shop/.%2E/admin",
                "https://shop.example.com/shop%2f..%2fadmin",
                "https://shop.example.com/shop/%5c..",
                "https://shop.example.com/shop//evil.test",
                "https://shop.example.com//shop",
                "https://shop.example.com./shop",
                "https://shop.example.com /shop",
                " https://shop.example.com/shop",
                "https://shop.example.com/shop\n",
                "https://shop.example.com/shop\r\nSet-Cookie: a=b",
                "https://shop.example.com/shop\u0000",
                "https://ѕhop.example.com/shop",
                "https://back.example.com:8443/a",
                "https://back.example.com/a/b",
                "http://localhost:3001/",
                "http://localhost:3000@evil.test",
                ""
            })
    void othersAreRefusedAndStartNothing(String url) {
        long before = provider.ledger().count(Operation.START_FLOW);

        Reply reply = start(url);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().path("errors").toString())
                .isEqualTo("[{\"field\":\"return_url\",\"message\":\"is not on the allow-list of return URLs\"}]");
        assertThat(provider.ledger().count(Operation.START_FLOW)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com/shop, https://shop.example.com/shop?",
        "https://shop.example.com/shop/, https://shop.example.com/shop/?",
        "https://SHOP.example.com:443/shop/done, https://SHOP.example.com:443/shop/done?",
        "https://shop.example.com/shop?order=1%2F2&lang=de, https://shop.example.com/shop?order=1%2F2&lang=de&",
        "https://shop.example.com/shop?a[]=1&b={x, ''",
        "https://shop.example.com/shop?a[]=1, https://shop.example.com/shop?a[]=1&",
        "https://shop.example.com/shop/b%C3%A4r, https://shop.example.com/shop/b%C3%A4r?",
        "https://shop.example.com/shop/bär, https://shop.example.com/shop/b%C3%A4r?",
        "http://localhost:3000, http://localhost:3000?",
        "http://localhost:3000/any/where, http://localhost:3000/any/where?",
        "https://back.example.com:8443/a/b, https://back.example.com:8443/a/b?"
    })
    void thoseAllowedAreWhereTheBrowserGoes(String url, String target) {
        Reply started = start(url);
        if (target.isEmpty()) {
            assertThat(started.status()).isEqualTo(400);
            return;
        }
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        Link link = new Link(started.member("flow_id"), started.member("location"));

        Reply callback = riskflow.browse(link.finish());

        assertThat(callback.status()).isEqualTo(303);
        assertThat(callback.header("Location")).isEqualTo(target + "flow_id=" + link.flowId() + "&status=authorized");
    }

    @Test
    void theFirstOfTheListIsTheDefault() {
        Link link = riskflow.startOneTime();
        assertThat(riskflow.browse(link.cancel()).header("Location"))
                .isEqualTo("https://shop.example.com/shop?flow_id=" + link.flowId() + "&status=cancelled");
    }

    @Test
    void aUrlThatNoHeaderCanHoldIsRefused() {
        assertThat(start("https://shop.example.com/shop?" + "x".repeat(3000)).text())
                .contains("\"field\":\"return_url\"");
    }

    private Reply start(String returnUrl) {
        return riskflow.shop()
                .post("/risk-flows", JSON.writeValueAsString(Map.of("type", "one_time", "return_url", returnUrl)));
    }
}
