package dev.riskflow.flow.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.CallbackSpelling;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser may bring, and what it is told. */
@RiskflowTest
class CallbackTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;

    CallbackTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    @ParameterizedTest
    @EnumSource
    void aSuccessSendsTheBrowserOnWithoutTheCode(CallbackSpelling spelling) {
        provider.adjust(conduct -> conduct.withSpelling(spelling));
        Link link = riskflow.startOneTime();
        CallbackUri callback = CallbackUri.of(link.finish());

        Reply reply = riskflow.browse(URI.create(callback.path()));

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location"))
                .isEqualTo("https://shop.example.com/shop?flow_id=" + link.flowId() + "&status=authorized");
        assertThat(reply.text()).isEmpty();
        assertThat(reply.toString()).doesNotContain(callback.get("code"), callback.get("state"));
        assertIsUnseen(reply);
    }

    /** Scanners of mails, and previews of links, look at them so. */
    @Test
    void whoOnlyLooksAtTheLinkHasNotFollowedIt() {
        Link link = riskflow.startOneTime();
        String callback = CallbackUri.of(link.finish()).path();
        List<@Nullable String> before = rows.all(link.flowId());

        for (Caller caller : List.of(riskflow.nobody(), riskflow.shop())) {
            for (String accept : List.of("*/*", "application/json")) {
                Reply reply = caller.call("HEAD", callback, "Accept", accept);
                assertThat(reply.status()).isEqualTo(204);
                assertIsUnseen(reply);
            }
        }

        assertThat(rows.all(link.flowId())).isEqualTo(before);
        assertThat(riskflow.browse(URI.create(callback)).status()).isEqualTo(303);
    }

    @Test
    void unknownParametersAreIgnored() {
        Link link = riskflow.startOneTime();
        String callback =
                CallbackUri.of(link.finish()).path() + "&abort=false&utm=x&utm=y&status=failed&confirmation=1";
        assertThat(riskflow.browse(URI.create(callback)).header("Location"))
                .isEqualTo("https://shop.example.com/shop?flow_id=" + link.flowId() + "&status=authorized");
    }

    @ParameterizedTest
    @EnumSource
    void aCancellationIsNoted(CallbackSpelling spelling) {
        provider.adjust(conduct -> conduct.withSpelling(spelling));
        Link link = riskflow.startOneTime();

        Reply reply = riskflow.browse(link.cancel());

        assertThat(reply.header("Location")).endsWith("&status=cancelled");
        assertThat(riskflow.status(link.flowId())).isEqualTo("cancelled");
        assertThat(riskflow.flow(link.flowId()).member("next")).isEqualTo("start_new_flow");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsNoted(CallbackSpelling spelling) {
        provider.adjust(conduct -> conduct.withSpelling(spelling));
        Link link = riskflow.startOneTime();

        Reply reply = riskflow.browse(link.fail());

        assertThat(reply.header("Location")).endsWith("&status=failed");
        assertThat(riskflow.flow(link.flowId()).member("reason")).isEqualTo("provider_reported");
    }

    @ParameterizedTest
    @CsvSource({
        "success=false&cancel=true, cancelled",
        "success=false&abort=true, cancelled",
        "success=false&cancel=true&abort=true, cancelled",
        "success=false&cancel=true&abort=false, cancelled",
        "success=false&cancel=, cancelled",
        "success=false&cancel, cancelled",
        "success=false&cancel=1, cancelled",
        "success=false&cancel=&abort=false, cancelled",
        "success=false&abort=, cancelled",
        "success=false, failed",
        "success=false&cancel=false, failed",
        "success=false&abort=false, failed",
        "success=false&cancel=false&abort=false&error=x, failed",
        "success=false&code=, failed",
        "success=false&state=, failed"
    })
    void withoutStateOnlyACancellationOrFailureIsNoted(String query, String status) {
        Link link = riskflow.startOneTime();

        Reply reply = relay("/callback?flow_id=" + link.flowId() + "&" + query);

        assertThat(reply.member("status")).as(reply.text()).isEqualTo(status);
        assertThat(riskflow.status(link.flowId())).isEqualTo(status);
    }

    @Test
    void theEmbeddingPageRelaysAndGetsTheStatus() {
        Link link = riskflow.startOngoing("u");

        Reply reply = relay(CallbackUri.of(link.finish()).path());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.text()).isEqualTo("{\"flow_id\":\"" + link.flowId() + "\",\"status\":\"authorized\"}");
        assertIsUnseen(reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    void aBrowserIsSentOnWhateverItAccepts(String accept) {
        Link link = riskflow.startOneTime();
        Reply reply = riskflow.nobody().get(CallbackUri.of(link.cancel()).path(), "Accept", accept);
        assertThat(reply.status()).isEqualTo(303);
    }

    /** What is taken, and what is refused, is told in the form that is accepted most. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html;q=0.5, application/json     | 200 | application/problem+json
            application/json;q=0.5, text/html     | 303 | text/html
            text/html, application/json;q=0.5     | 303 | text/html
            text/html;q=0, application/json;q=0.1 | 200 | application/problem+json
            application/json;q=0, text/html;q=0.1 | 303 | text/html
            application/json;q=0                  | 303 | application/problem+json
            text/html;q=0, */*                    | 303 | application/problem+json
            application/*, text/html;q=0.9        | 200 | application/problem+json
            image/png                             | 303 | application/problem+json
            none that can be read                 | 303 | application/problem+json
            """)
    void whoAcceptsBothHasOneAnswer(String accept, int status, String refusal) {
        Link link = riskflow.startOneTime();
        Caller caller = riskflow.nobody();

        assertThat(caller.get("/callback", "Accept", accept).header("Content-Type"))
                .startsWith(refusal);
        assertThat(caller.get(CallbackUri.of(link.finish()).path(), "Accept", accept)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void whatIsAcceptedIsKeptSealedTogetherWithItsJob() {
        provider.trouble().whenever(Operation.EXCHANGE, attempt -> {
            return Mishap.status(429).retryAfter(Duration.ofHours(1));
        });
        Link link = riskflow.startOneTime();
        CallbackUri callback = CallbackUri.of(link.finish());
        riskflow.browse(URI.create(callback.path()));

        rows.awaitRetry(link.flowId());
        assertThat(rows.jobs(link.flowId())).isOne();
        assertThat(rows.grant(link.flowId()).get("code")).asString().startsWith("sandbox:");
        assertThat(rows.everything()).doesNotContain(callback.get("code"), callback.get("state"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b/c=d&e%f#g ü", "héllo wörld \uD83D\uDE00", "%2B+%20"})
    void aCodeIsTakenToTheLetter(String code) {
        assertThat(fingerprintAfterBringing(code)).isEqualTo(Secret.of(code).fingerprint());
    }

    @Test
    void aCodeHasAnyLength() {
        String code = "abcd".repeat(4096);
        assertThat(fingerprintAfterBringing(code)).isEqualTo(Secret.of(code).fingerprint());
    }

    private Object fingerprintAfterBringing(String code) {
        Link link = riskflow.startOneTime();
        CallbackUri callback = CallbackUri.of(link.finish()).with("code", code);
        assertThat(riskflow.nobody().get(callback.path()).status()).isEqualTo(303);
        return Objects.requireNonNull(rows.grant(link.flowId()).get("code_hash"));
    }

    private Reply relay(String path) {
        return riskflow.nobody().get(path, "Accept", "application/json");
    }

    static void assertIsUnseen(Reply reply) {
        assertThat(reply.response().headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(reply.response().headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
    }
}
