package dev.riskflow.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.SandboxClients;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.environment.Visitor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session is good for; {@link dev.riskflow.web.AccessTableTest} says who may see which page. */
@RiskflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesAccessTest {

    private static final String SESSION = "riskflow-session";

    private final Riskflow riskflow;
    private final Map<String, Visitor> signedIn = new HashMap<>();

    PagesAccessTest(Riskflow riskflow) {
        this.riskflow = riskflow;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard/nowhere?status=failed&x=%20",
                "/dashboard/reports?iban=DE02120300000000202051",
                "/dashboard/access-log?user_id=a%26b",
                "/dashboard/find?q=u+1"
            })
    void whoSignsInSeesWhatWasAskedForFirst(String page) {
        Visitor visitor = riskflow.visitor();

        assertThat(visitor.get(page).header("Location")).isEqualTo("/login");

        assertThat(signIn(visitor)).isEqualTo(page);
    }

    @Test
    void whatAScriptAskedForIsNoPageToGoTo() {
        Visitor visitor = riskflow.visitor();
        visitor.get("/dashboard/flows?status=failed", "Sec-Fetch-Mode", "navigate");
        visitor.get("/dashboard/reports/some-flow/document", "Sec-Fetch-Mode", "cors");

        assertThat(signIn(visitor)).isEqualTo("/dashboard/flows?status=failed");
    }

    /** A file would be saved, or shown bare, and the sign-in would stand there as if nothing had happened. */
    @ParameterizedTest
    @CsvSource({
        "/dashboard/reports.csv, /dashboard/reports",
        "/dashboard/reports/some-flow/document, /dashboard/reports/some-flow"
    })
    void whoWantedAFileSeesThePageThatOffersIt(String file, String page) {
        Visitor visitor = riskflow.visitor();
        visitor.get(file);

        assertThat(signIn(visitor)).isEqualTo(page);
    }

    @Test
    void aWrongPasswordOpensNothing() {
        Visitor visitor = riskflow.visitor();

        Reply reply = visitor.signIn(SandboxStaff.OFFICE, "wrong");

        assertThat(reply.header("Location")).isEqualTo("/login?error");
        assertThat(visitor.get("/login?error").text()).contains("Name or password is wrong.");
        assertThat(visitor.get("/dashboard").status()).isEqualTo(302);
    }

    @Test
    void clientsAndUsersAreDifferentCallers() {
        String name = SandboxStaff.OFFICE;
        assertThat(name).isEqualTo(SandboxClients.OFFICE);

        assertThat(riskflow.visitor().signIn(name, SandboxClients.secret(name)).header("Location"))
                .isEqualTo("/login?error");
        assertThat(riskflow.as(name, SandboxStaff.password(name))
                        .get("/risk-reports")
                        .status())
                .isEqualTo(401);
        assertThat(riskflow.office().get("/dashboard").status()).isEqualTo(302);
    }

    @Test
    void aSessionIsNothingToTheApi() {
        Link link = riskflow.startOneTime();
        Visitor office = as(SandboxStaff.OFFICE);

        assertThat(office.get("/dashboard").status()).isEqualTo(200);
        assertThat(office.get("/risk-flows/" + link.flowId()).status()).isEqualTo(401);
        assertThat(office.get("/risk-reports").status()).isEqualTo(401);
    }

    @Test
    void whoSignsInGetsAnotherSession() {
        Visitor visitor = riskflow.visitor();
        visitor.get("/login");
        String before = visitor.cookie(SESSION);

        visitor.signIn(SandboxStaff.OFFICE);

        assertThat(before).isNotNull();
        assertThat(visitor.cookie(SESSION)).isNotEqualTo(before);
    }

    @Test
    void whoSignsOutHasNoSessionLeft() {
        Visitor visitor = riskflow.visitor().signIn(SandboxStaff.OFFICE);
        String session = visitor.cookie(SESSION);

        assertThat(visitor.submit("/dashboard", "/logout").header("Location")).isEqualTo("/login?signed-out");

        assertThat(visitor.get("/login?signed-out").text()).contains("You are signed out.");
        assertThat(riskflow.visitor()
                        .get("/dashboard", "Cookie", SESSION + "=" + session)
                        .status())
                .isEqualTo(302);
    }

    @Test
    void aFormOfAnotherPageIsRefused() {
        Visitor visitor = riskflow.visitor();
        Reply signIn = visitor.forge(
                "/login", "username", SandboxStaff.OFFICE, "password", SandboxStaff.password(SandboxStaff.OFFICE));
        assertThat(signIn.status()).isEqualTo(403);
        assertThat(signIn.text()).contains("That form was too old");

        Visitor office = as(SandboxStaff.OFFICE);
        assertThat(office.forge("/logout").status()).isEqualTo(403);
        assertThat(office.get("/dashboard").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard/flows"})
    void whatIsSentWhereNothingIsTakenIsAnsweredWithAPage(String path) {
        Visitor office = riskflow.visitor();
        office.signIn(SandboxStaff.OFFICE);

        Reply reply = office.submit("/dashboard", path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void theSessionCookieIsForThisSiteAndNoScript() {
        assertThat(riskflow.visitor().get("/login").header("Set-Cookie"))
                .startsWith(SESSION + "=")
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/")
                .doesNotContain("Secure"); // the public URL is http here
    }

    /** Put in the page's middle, the form to sign in would be a puzzle. */
    @Test
    void aPartOfAPageDoesNotBecomeTheSignIn() {
        Visitor visitor = riskflow.visitor();

        Reply part = visitor.get("/dashboard/flows/x", "HX-Request", "true");

        assertThat(part.status()).isEqualTo(401);
        assertThat(part.header("HX-Refresh")).isEqualTo("true");
        assertThat(part.header("WWW-Authenticate")).isNull();
        visitor.signIn(SandboxStaff.OFFICE); // leads to the overview, not to the part
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard",
                "/dashboard/nowhere",
                "/dashboard/flows/%24",
                "/dashboard/x;y",
                "/dashboard?lang=%25",
                "/login"
            })
    void everyAnswerIsAPageWithOwnFilesOnlyAndNotKept(String path) {
        Reply reply = as(SandboxStaff.OFFICE).get(path);

        assertThat(reply.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        if (reply.status() != 302) {
            assertThat(reply.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
            assertThat(reply.text()).contains("<main").doesNotContain("style=", "onclick=", "<script>");
        }
    }

    @Test
    void theRefusedSeeWhoTheyAreAndAWayOut() {
        Reply refused = as(SandboxStaff.FRONTEND).get("/dashboard");

        assertThat(refused.text())
                .contains("Not for you", SandboxStaff.FRONTEND, "action=\"/logout\"")
                .doesNotContain("/dashboard/flows");
    }

    /** Where that leads. */
    private static @Nullable String signIn(Visitor visitor) {
        return visitor.signIn(SandboxStaff.OFFICE, SandboxStaff.password(SandboxStaff.OFFICE))
                .header("Location");
    }

    /** Who only looks need not sign in anew for each look. */
    private Visitor as(String user) {
        return signedIn.computeIfAbsent(user, name -> riskflow.visitor().signIn(name));
    }
}
