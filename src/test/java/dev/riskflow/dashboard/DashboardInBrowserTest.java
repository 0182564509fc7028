package dev.riskflow.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.riskflow.demo.InstalledBrowser;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard in a real browser, as the people see it who work with it. */
@RiskflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardInBrowserTest {

    private static final String USER = "customer-4711";

    private final Riskflow riskflow;
    private final Rows rows;
    private final SandboxProvider provider;

    private @Nullable InstalledBrowser installed;
    private @Nullable Desk desk;
    private Link completed;
    private Link failed;
    private Link lost;
    private @Nullable String session;

    DashboardInBrowserTest(Riskflow riskflow, Rows rows, SandboxProvider provider) {
        this.riskflow = riskflow;
        this.rows = rows;
        this.provider = provider;
    }

    /** Something of everything that the pages have to show. */
    @BeforeAll
    void start() {
        installed = InstalledBrowser.find();
        completed = riskflow.authorize(riskflow.startOngoing(USER));
        failed = riskflow.startOneTime();
        riskflow.browse(failed.fail());
        lost = riskflow.authorize(riskflow.startOngoing("customer-42"));
        riskflow.awaitStatus(lost.flowId(), "completed");
        rows.change(lost.flowId(), """
                UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED' WHERE flow_id = :flow
                """);
        riskflow.awaitStatus(completed.flowId(), "completed");
    }

    @AfterEach
    void leave() {
        if (desk != null) {
            desk.close();
            assertThat(desk.complaints()).isEmpty();
            desk = null;
        }
    }

    @Test
    void theOverviewLeadsToTheListBehindANumber() {
        Desk office = office();
        Page page = office.page();
        assertThat(office.heading()).hasText("Overview");
        assertThat(page.locator("figure[data-chart] canvas")).isVisible();
        assertThat(page.locator("figure[data-chart] table")).isHidden();

        Locator tile = page.locator(".tiles a").filter(new Locator.FilterOptions().setHasText("Need the user again"));
        int count = number(tile.locator(".count"));
        tile.click();

        assertThat(page).hasURL(Pattern.compile("/dashboard/flows\\?attention=reauthorize$"));
        assertThat(page.locator("tbody tr")).hasCount(Math.min(50, count));
        assertThat(page.locator("#flow-" + lost.flowId())).isVisible();
        assertThat(page.getByLabel("Needs a look")).hasValue("reauthorize");
    }

    @Test
    void aUsersNewestReportIsFewClicksAway() {
        String user = "customer-" + UUID.randomUUID();
        riskflow.awaitStatus(riskflow.authorize(riskflow.startOngoing(user)).flowId(), "completed");
        Link newest = riskflow.authorize(riskflow.startOngoing(user));
        riskflow.awaitStatus(newest.flowId(), "completed");
        riskflow.startOngoing(user); // and may never come back

        Desk office = office();
        Page page = office.page();
        page.getByPlaceholder("Flow id or user").fill(user);
        office.button("Find").click();
        office.link("Read the report").first().click();

        assertThat(page).hasURL(Pattern.compile("/dashboard/reports/" + newest.flowId() + "$"));
        assertThat(page.locator("main")).containsText(user);
        assertThat(office.clicks()).isEqualTo(2);

        office.link("Overview").click();
        office.link("Reports").click();
        page.getByLabel("User", new Page.GetByLabelOptions().setExact(true)).fill(user);
        office.button("Filter").click();
        page.locator("tbody th a").first().click();
        assertThat(page).hasURL(Pattern.compile("/dashboard/reports/" + newest.flowId() + "$"));
        assertThat(office.clicks()).as("the other way, and back to the start").isLessThan(5);
    }

    @Test
    void whyAFlowFailedIsFewClicksAway() {
        Desk office = office();
        Page page = office.page();
        Locator link = page.locator(".links a").filter(new Locator.FilterOptions().setHasText("failed"));
        int failures = number(link);
        link.click();
        Locator row = page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHas(page.locator("#flow-" + failed.flowId())));
        assertThat(row).containsText("The provider reported a failure");
        assertThat(page.locator("tbody tr")).hasCount(Math.min(50, failures));
        page.locator("#flow-" + failed.flowId()).click();

        assertThat(page.locator("#todo")).containsText("The provider reported a failure");
        assertThat(page.locator(".timeline li").last()).containsText("The provider reported a failure");
        assertThat(office.clicks()).isEqualTo(2);
    }

    @Test
    void aFilterIsKeptInTheUrlThroughAFlowAndBack() {
        Desk office = office().open("/dashboard/flows");
        Page page = office.page();

        page.getByLabel("Status").selectOption(new SelectOption().setLabel("Completed"));
        page.getByLabel("Type").selectOption(new SelectOption().setLabel("Ongoing"));
        page.getByLabel("User", new Page.GetByLabelOptions().setExact(true)).fill(USER);
        office.button("Filter").click();
        assertThat(page).hasURL(Pattern.compile("/flows\\?status=completed&type=ongoing&user_id=" + USER + "$"));

        page.locator("#flow-" + completed.flowId()).click();
        assertThat(office.heading()).containsText(completed.flowId());
        page.goBack();
        assertThat(page.getByLabel("Status")).hasValue("completed");
        assertThat(page.locator("tbody tr")).hasCount(1);
        office.link("Show all").click();
        assertThat(page).hasURL(Pattern.compile("/dashboard/flows$"));
    }

    @Test
    void whatChangesIsShownWithoutAReload() {
        Link link = riskflow.startOneTime();
        Desk office = office();
        Page page = office.page();
        page.clock().install();
        office.open("/dashboard/flows/" + link.flowId());
        assertThat(page.locator("#todo")).hasText("Awaiting user");
        page.getByLabel("Live").uncheck();

        riskflow.browse(link.cancel());
        page.clock().runFor(6000);
        assertThat(page.locator(".live")).containsText("Paused");
        assertThat(page.locator("#todo")).hasText("Awaiting user");

        page.getByLabel("Paused").check();
        assertThat(page.locator("#todo")).hasText("Cancelled");
        assertThat(page.locator("#announced")).hasText("Cancelled");
        assertThat(page.locator(".timeline li")).hasCount(2);
    }

    @Test
    void whoIsThereWithTheKeyboardStaysThereWhenTheListChanges() {
        String user = "customer-" + UUID.randomUUID();
        Link link = riskflow.startOngoing(user);
        Page page = office().page();
        page.clock().install();
        page.navigate(riskflow.url() + "/dashboard/flows?user_id=" + user);
        Locator focused = page.locator("tbody a").filter(new Locator.FilterOptions().setHasText(user));
        focused.focus();
        assertThat(focused).isFocused();

        riskflow.browse(link.cancel());
        page.clock().runFor(6000);

        assertThat(page.locator("tbody tr")).containsText("Cancelled");
        assertThat(focused).isFocused();
    }

    @Test
    void anAbandonedPageStopsAsking() {
        Desk office = office();
        Page page = office.page();
        page.clock().install();
        office.open("/dashboard/flows");
        assertThat(page.locator(".live")).containsText("Live");

        page.clock().fastForward("10:05");

        assertThat(page.locator(".live")).containsText("Paused");
    }

    @Test
    void timesAreThoseOfWhoLooks() {
        Link link = riskflow.startOneTime();
        rows.change(link.flowId(), "UPDATE flow SET created_at = '2026-01-15T22:30:00Z' WHERE flow_id = :flow");
        Desk office = office().open("/dashboard/flows/" + link.flowId());

        Locator time = office.page().locator("time[datetime='2026-01-15T22:30:00Z']");
        assertThat(time).hasText("15 Jan 2026, 23:30:00");
        assertThat(time).hasAttribute("title", "15 Jan 2026, 22:30:00 UTC");
        assertThat(office.page().locator("footer")).containsText("Europe/Berlin");
    }

    @Test
    void withoutScriptsEverythingIsThereButChartsAndLiveUpdates() {
        Desk office = desk(new Browser.NewContextOptions().setLocale("en-GB").setJavaScriptEnabled(false))
                .open("/dashboard/flows?user_id=" + USER)
                .signIn(SandboxStaff.OFFICE);
        Page page = office.page();
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator(".live")).isHidden();
        page.locator("#flow-" + completed.flowId()).click();
        assertThat(page.locator(".timeline li")).hasCount(4);
        assertThat(page.locator("footer")).hasText("Times are in UTC.");

        office.link("Overview").click();
        assertThat(page.locator("figure[data-chart] table")).isVisible();
        office.link("Deutsch").click();
        office.button("Abmelden").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Sie sind abgemeldet.");
    }

    @Test
    void aFrontendsUserIsRefused() {
        Desk shop = desk(new Browser.NewContextOptions()).open("/dashboard").signIn(SandboxStaff.FRONTEND);

        assertThat(shop.heading()).hasText("Not for you");
        assertThat(shop.page().locator("nav")).hasCount(0);
        shop.button("Sign out").click();
        assertThat(shop.heading()).hasText("Sign in");
        shop.complaints().removeIf(complaint -> complaint.contains("status of 403"));
    }

    @Test
    void aWrongPasswordIsToldAndTheWantedPageNotForgotten() {
        Desk office = desk(new Browser.NewContextOptions())
                .open("/dashboard/flows?status=failed")
                .signIn(SandboxStaff.OFFICE, "wrong");
        assertThat(office.page().getByRole(AriaRole.ALERT)).hasText("Name or password is wrong.");

        office.signIn(SandboxStaff.OFFICE);
        assertThat(office.page()).hasURL(Pattern.compile("/dashboard/flows\\?status=failed$"));
    }

    @Test
    void theLanguageIsSwitchedWhereOneStands() {
        Desk office = office().open("/dashboard/flows?status=failed");
        office.link("Deutsch").click();

        assertThat(office.heading()).hasText("Abläufe");
        assertThat(office.page().getByLabel("Status")).hasValue("failed");
        office.link("Überblick").click();
        assertThat(office.heading()).hasText("Überblick");
    }

    @Test
    void theKeyboardGetsStraightToTheContent() {
        Page page = office().page();
        page.waitForLoadState();
        page.navigate(page.url());
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void noPageHasBarriers(ColorScheme scheme) {
        Axe axe = new Axe();
        Desk office = desk(new Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setLocale("en-GB"))
                .open("/login?error");
        assertThat(axe.violations(office.page())).as("sign-in").isEmpty();
        office.signIn(SandboxStaff.OFFICE);
        for (String path : pages()) {
            office.open(path);
            assertThat(axe.violations(office.page())).as(path).isEmpty();
        }
        office.complaints().removeIf(complaint -> complaint.contains("status of 404"));
    }

    /** The narrower one is what a page that is enlarged to 400 % is left with (WCAG 2.2, 1.4.10). */
    @ParameterizedTest
    @ValueSource(ints = {390, 320})
    void noPageIsWiderThanATelephone(int width) {
        Desk office = desk(new Browser.NewContextOptions()
                        .setViewportSize(width, 844)
                        .setLocale("de-DE"))
                .open("/login")
                .signIn(SandboxStaff.OFFICE);
        List<String> pages = new ArrayList<>(pages());
        pages.addAll(List.of("/dashboard/reports", "/dashboard/reports/" + completed.flowId()));
        for (String path : pages) {
            assertThat(office.open(path).overflow()).as(path).isLessThanOrEqualTo(0);
        }
        office.complaints().removeIf(complaint -> complaint.contains("status of 404"));
    }

    /** What others named, at length and without a place to break it at; and all that a report says, in German. */
    @ParameterizedTest
    @ValueSource(ints = {1280, 400, 320})
    void noTableIsWiderThanTheWindow(int width) {
        String user = "u".repeat(250) + width;
        Link link = riskflow.startOngoing(user);
        provider.replaceReport(link.flowId(), """
                {"accounts":[{"name":"N","type":"N","owners":["N"],"iban":"DE89370400440532013000","currency":"EUR",
                  "is_main_account":true,"verification_result":{"matched":{"affinity":"VERY_LOW"}},
                  "balance":{"days_in_overdraft":90,"average":{"three_months":-1234.5}}}],
                 "income":{"summary":{"average":1234.5}},
                 "expenses":{"summary":{"average":-1234.5},"N":{"summary":{"total":1}},
                  "variable":{"streams":[{"category":{"name":"N"},"total":1}]}},
                 "risk_indicators":{"returned_debits":{"count":2},"seizure":{"count":1},"N":"N"},"N":1}
                """.replace("N", "n".repeat(256)));
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.change(link.flowId(), "UPDATE flow SET client = 'service:' || repeat('s', 100) WHERE flow_id = :flow");
        Desk admin = desk(new Browser.NewContextOptions()
                        .setViewportSize(width, 800)
                        .setLocale("de-DE"))
                .open("/login")
                .signIn(SandboxStaff.ADMIN);
        for (String path : List.of(
                "/dashboard/flows?user_id=" + user,
                "/dashboard/flows/" + link.flowId(),
                "/dashboard/reports?user_id=" + user,
                "/dashboard/reports/" + link.flowId(),
                "/dashboard/access-log")) {
            Object hidden = admin.open(path).page().evaluate("""
                    Math.max(...[...document.querySelectorAll(".table-box")].map((box) => box.scrollWidth - box.clientWidth))
                    """);
            assertThat(hidden).as(path).isEqualTo(0);
            assertThat(admin.overflow()).as(path).isLessThanOrEqualTo(0);
        }
    }

    /** Of this test's flows and of what others left. */
    private static int number(Locator shown) {
        return Integer.parseInt(shown.innerText().replaceAll("\\D", ""));
    }

    private List<String> pages() {
        return List.of(
                "/dashboard",
                "/dashboard/flows",
                "/dashboard/flows/" + completed.flowId(),
                "/dashboard/flows/" + failed.flowId(),
                "/dashboard/nowhere");
    }

    /** Signed in, and at the overview. */
    private Desk office() {
        Browser.NewContextOptions how = new Browser.NewContextOptions().setLocale("en-GB");
        if (session != null) {
            return desk(how.setStorageState(session)).open("/dashboard");
        }
        Desk office = desk(how).open("/login").signIn(SandboxStaff.OFFICE);
        assertThat(office.heading()).hasText("Overview");
        session = office.session();
        return office;
    }

    private Desk desk(Browser.NewContextOptions how) {
        desk = new Desk(InstalledBrowser.required(installed).browser(), riskflow.url(), how);
        return desk;
    }
}
