package dev.riskflow.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.Media;
import dev.riskflow.demo.InstalledBrowser;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.sandbox.SandboxProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reports' pages in a real browser: drawn, without barriers, and on paper. */
@RiskflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPagesInBrowserTest {

    /** Whether any point of a canvas has a colour. */
    private static final String IS_DRAWN = """
            (canvas) => {
              const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
              copy.drawImage(canvas, 0, 0);
              return canvas.width > 100 && copy.getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte);
            }
            """;

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Axe axe = new Axe();

    private @Nullable InstalledBrowser installed;
    private @Nullable BrowserContext person;
    private String user = "";
    private String flow = "";

    ReportPagesInBrowserTest(Riskflow riskflow, SandboxProvider provider) {
        this.riskflow = riskflow;
        this.provider = provider;
    }

    @BeforeAll
    void start() {
        installed = InstalledBrowser.find();
        if (installed != null) {
            user = "customer-" + UUID.randomUUID();
            Link link = riskflow.authorize(riskflow.start("""
                    {"type":"ongoing","user_id":"%s","name":"Max Beispiel"}""".formatted(user)));
            flow = link.flowId();
            riskflow.awaitStatus(flow, "completed");
            provider.resync(flow);
            assertThat(riskflow.office()
                            .post("/risk-reports/" + flow + "/refresh", "")
                            .status())
                    .isEqualTo(200);
        }
    }

    @BeforeEach
    void forget() {
        complaints.clear();
    }

    @AfterEach
    void leave() {
        if (person != null) {
            person.close();
            person = null;
        }
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theListLeadsToAReportThatIsDrawn(ColorScheme scheme) {
        Page page = signedIn(scheme);
        page.navigate(riskflow.url() + "/dashboard/reports?user_id=" + user);
        barrierFree(page);
        photograph(page, scheme + "-list");

        page.locator("table a.short").click();
        assertThat(page).hasURL(Pattern.compile("/dashboard/reports/" + flow));
        assertThat(page.locator(".plot canvas").first()).isVisible();
        for (var canvas : page.locator(".plot canvas").elementHandles()) {
            assertThat(canvas.evaluate(IS_DRAWN)).isEqualTo(true);
        }
        assertThat(page.locator("figure.balances canvas")).not().hasCount(0);
        assertThat(page.locator("[data-chart=range] canvas")).hasCount(1);
        assertThat(page.locator("[data-chart=line] canvas")).hasCount(1);
        barrierFree(page);
        photograph(page, scheme + "-report");
    }

    @Test
    void theDocumentIsLoadedWhenItIsWantedAndSearched() {
        Page page = signedIn(ColorScheme.LIGHT);
        page.navigate(riskflow.url() + "/dashboard/reports/" + flow);
        assertThat(page.locator(".lines pre")).hasCount(0);

        page.locator("[data-document] summary").click();
        assertThat(page.locator(".lines pre").first()).containsText("\"income\": {");
        page.locator("#needle").fill("gambling\":");
        assertThat(page.locator(".lines")).hasText(Pattern.compile("\\s*\\d+: +\"gambling\": \\{\\s*"));
        assertThat(page.locator("[data-said]")).hasText("Lines: 1");
    }

    @Test
    void aReportIsPrintedWhole() {
        Page page = signedIn(ColorScheme.DARK);
        page.navigate(riskflow.url() + "/dashboard/reports/" + flow);
        assertThat(page.locator(".plot canvas").first()).isVisible();

        byte[] paper = page.pdf(
                new Page.PdfOptions().setFormat("A4").setPrintBackground(true).setPath(file("report.pdf")));

        assertThat(new String(paper, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(paper).hasSizeGreaterThan(20_000);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("header.bar")).isHidden();
        assertThat(page.locator(".raw")).isHidden();
        assertThat(page.locator("[data-chart=range] table")).isVisible();
        assertThat(page.locator("figure.balances table").first()).isVisible();
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
        photograph(page, "paper");
    }

    @Test
    void withoutAScriptAllIsThereButTheDrawings() {
        BrowserContext plain = requireNonNull(
                        InstalledBrowser.required(installed).browser())
                .newContext(new Browser.NewContextOptions().setLocale("de-DE").setJavaScriptEnabled(false));
        person = plain;
        Page page = plain.newPage();
        signIn(page);
        page.navigate(riskflow.url() + "/dashboard/reports/" + flow);

        assertThat(page.locator("figure.balances table").first()).isVisible();
        assertThat(page.locator("[data-chart=range] table")).isVisible();
        page.getByText("Als Text \u00f6ffnen").click();
        assertThat(page.locator("body")).containsText("\"risk_indicators\"");
    }

    private Page signedIn(ColorScheme scheme) {
        person = InstalledBrowser.required(installed)
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale("en-GB")
                        .setColorScheme(scheme)
                        .setViewportSize(1440, 900));
        Page page = person.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (!Axe.isComplainedOf(message)) { // no page writes there on purpose
                complaints.add(message.text());
            }
        });
        signIn(page);
        return page;
    }

    private void signIn(Page page) {
        page.navigate(riskflow.url() + "/login");
        page.locator("input[name=username]").fill(SandboxStaff.OFFICE);
        page.locator("input[name=password]").fill(SandboxStaff.password(SandboxStaff.OFFICE));
        page.locator("main button").click();
        page.waitForURL("**/dashboard");
        page.waitForLoadState(LoadState.LOAD);
    }

    private void barrierFree(Page page) {
        page.setViewportSize(390, 900);
        assertThat(page.evaluate("() => { scrollTo(9999, 0); return scrollX; }"))
                .as("fits a hand")
                .isEqualTo(0);
        page.setViewportSize(1440, 900);
        assertThat(axe.violations(page))
                .noneMatch(found -> found.startsWith("serious") || found.startsWith("critical"));
    }

    /** For who wants to look: at a desk, and in a hand. */
    private static void photograph(Page page, String name) {
        if (System.getProperty("riskflow.photographs") != null) {
            for (int width : new int[] {390, 1440}) {
                page.setViewportSize(width, 900);
                page.waitForFunction(
                        "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true), 300)))");
                page.screenshot(
                        new Page.ScreenshotOptions().setFullPage(true).setPath(file(name + "-" + width + ".png")));
            }
        }
    }

    private static Path file(String name) {
        return Path.of("target", "photographs", name);
    }
}
