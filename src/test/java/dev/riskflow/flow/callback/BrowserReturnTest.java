package dev.riskflow.flow.callback;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.flow.browser.BrowserCookie;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code binding: browser}, only the browser that started the flow brings its code. */
@RiskflowTest
class BrowserReturnTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;

    BrowserReturnTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    @Test
    void theBrowserThatStartedItBringsTheCode() {
        Started flow = start();

        Reply reply = browse(flow.link().finish(), "other=1; " + flow.cookie());

        assertThat(reply.status()).as(reply.text()).isEqualTo(303);
        assertThat(reply.header("Location")).endsWith("&status=authorized");
        riskflow.awaitStatus(flow.link().flowId(), "completed");
    }

    @Test
    void anotherBrowserDoesNotAndTheRightOneStillMay() {
        Started flow = start();
        Started another = start();
        URI callback = flow.link().finish();
        String name = BrowserCookie.name(new FlowId(flow.link().flowId()));
        List<@Nullable String> before = rows.all(flow.link().flowId());

        for (String cookie : List.of(
                "other=1",
                another.cookie(),
                name + "=" + another.value(),
                name + "=",
                name + "=" + flow.value() + "x",
                flow.cookie().toLowerCase(java.util.Locale.ROOT))) {
            Reply refused = riskflow.nobody().get(callback.toString(), "Accept", "application/json", "Cookie", cookie);
            assertProblem(refused, 403, "callback-refused");
            assertThat(refused.member("detail")).contains("the browser that started it");
            assertThat(refused.header("Cache-Control")).contains("no-store");
        }
        assertThat(rows.all(flow.link().flowId())).isEqualTo(before);
        assertThat(provider.ledger().count(Operation.EXCHANGE, flow.link().flowId()))
                .isZero();

        assertThat(browse(callback, flow.cookie()).status()).isEqualTo(303);
        riskflow.awaitStatus(flow.link().flowId(), "completed");
        assertThat(riskflow.browse(callback).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | Bitte gehen Sie zurück in den Browser, in dem Sie begonnen haben",
                "en | Please go back to the browser where you began"
            })
    void aPersonIsToldWhereToGo(String language, String title) {
        URI callback = start().link().finish();

        Reply page = riskflow.nobody().get(callback.toString(), "Accept", "text/html", "Accept-Language", language);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("<h1>" + title + "</h1>");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    /** It brings no code, and takes nothing from anybody: the user may still come back with one. */
    @Test
    void aCancellationOrFailureCountsFromAnywhere() {
        Started flow = start();
        assertThat(riskflow.browse(flow.link().cancel()).header("Location")).endsWith("&status=cancelled");
        assertThat(riskflow.browse(flow.link().fail()).header("Location")).endsWith("&status=failed");
        assertThat(browse(flow.link().finish(), flow.cookie()).header("Location"))
                .endsWith("&status=authorized");
        riskflow.awaitStatus(flow.link().flowId(), "completed");
    }

    /** The cookie comes on top of the state, and replaces nothing. */
    @Test
    void theStateIsAskedForAsWell() {
        Started flow = start();
        CallbackUri callback = CallbackUri.of(flow.link().finish()).with("state", "wrong");
        assertThat(browse(URI.create(callback.path()), flow.cookie()).status()).isEqualTo(400);
        assertThat(riskflow.status(flow.link().flowId())).isEqualTo("awaiting_user");
    }

    private Reply browse(URI target, String cookies) {
        return riskflow.nobody().get(target.toString(), "Accept", "text/html", "Cookie", cookies);
    }

    private Started start() {
        Reply reply = riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\", \"binding\": \"browser\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        String cookie = String.valueOf(reply.header("Set-Cookie")).split(";", 2)[0];
        return new Started(new Link(reply.member("flow_id"), reply.member("location")), cookie);
    }

    /** A flow, and the cookie that its browser was given: {@code name=value}. */
    private record Started(Link link, String cookie) {

        String value() {
            return cookie.split("=", 2)[1];
        }
    }
}
