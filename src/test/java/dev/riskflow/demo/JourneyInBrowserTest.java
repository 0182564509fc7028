package dev.riskflow.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.riskflow.sandbox.WidgetStep;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole journey in a real browser: the shop's page, the bank's pages, the callback, and the report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyInBrowserTest {

    private static final String IBAN = "DE89 3704 0044 0532 0130 00";
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]+\\.[0-9]{2} EUR");

    private final List<String> scriptErrors = new CopyOnWriteArrayList<>();

    /** Method and path of what the browser asked for. */
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private @Nullable InstalledBrowser installed;
    private @Nullable RunningDemo demo;
    private @Nullable BrowserContext person;
    private ShopPage shop;
    private BankPages bank;

    @BeforeAll
    void start() {
        installed = InstalledBrowser.find();
        // Without a browser each test is skipped by its name; there is nothing to start then.
        demo = installed == null ? null : RunningDemo.start("--server.port=0");
    }

    @AfterAll
    void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @BeforeEach
    void sitDown() {
        Browser browser = InstalledBrowser.required(installed).browser();
        person = browser.newContext(new Browser.NewContextOptions().setLocale("en-GB"));
        Page page = person.newPage();
        scriptErrors.clear();
        requests.clear();
        page.onRequest(request ->
                requests.add(request.method() + " " + URI.create(request.url()).getPath()));
        page.onPageError(scriptErrors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                scriptErrors.add(message.text());
            }
        });
        shop = new ShopPage(page, requireNonNull(demo).url());
        bank = new BankPages(page);
    }

    @AfterEach
    void leave() {
        if (person != null) {
            person.close();
        }
        assertThat(scriptErrors).isEmpty();
    }

    @Test
    void aOneTimeReportFromTheFormToItsFigures() {
        shop.open().fill("Account holder's name", "Ada Example").goToTheBank();
        bank.chooseBank().signIn().confirmByPhone().enterOneTimeCode().alsoChooseAccount("Haushaltskonto");

        shop.shows("completed");
        assertThat(shop.transitions()).hasText(new String[] {"awaiting user", "authorized", "fetching", "completed"});
        assertThat(shop.element("next")).hasText("Read the report");
        assertThat(shop.figure("account_count")).hasText("2");
        assertThat(shop.figure("affinity")).hasText(Pattern.compile("[A-Z ]+"));
        assertThat(shop.figure("income_total")).hasText(AMOUNT);
        assertThat(shop.element("report").locator(".bars svg")).hasCount(6);
        assertThat(shop.element("latest-list").locator("li").first()).containsText("One-time");
        assertThat(requests.stream().filter(request -> request.matches("GET /demo/api/flows/[^/]+")))
                .as("asked once, then told")
                .hasSize(1);
        assertThat(shop.element("document").locator("pre")).isHidden();
        shop.element("document").locator("summary").click();
        // As it was received, zero and all.
        assertThat(shop.element("document").locator("pre")).containsText("\"low\": -12.30,");
    }

    @Test
    void theListLeadsToAStoredReport() {
        shop.open().fill("IBAN", IBAN).goToTheBank().finishFromSignIn();
        shop.shows("completed");

        shop.element("latest-list").locator("a").first().click();

        assertThat(shop.page()).hasURL(Pattern.compile("\\?report="));
        assertThat(shop.figure("main_account_iban")).hasText("DE89 … 3000");
        assertThat(shop.element("flow")).isHidden();
    }

    @Test
    void aGivenIbanSkipsTheChoiceOfTheBankAndWithoutEventsThePageAsks() {
        shop.cutOffFromEvents().open().fill("IBAN", IBAN).goToTheBank().finishFromSignIn();

        shop.shows("completed");
        assertThat(shop.figure("main_account_iban")).hasText("DE89 … 3000");
    }

    @Test
    void anOngoingReportForAKnownCustomer() {
        shop.open()
                .wantOngoing()
                .fill("Customer number", "customer-42")
                .goToTheBank()
                .chooseBank()
                .finishFromSignIn();

        shop.shows("completed");
        assertThat(shop.element("facts")).containsText("customer-42");
        assertThat(shop.element("latest-list").locator("li").first()).containsText("Ongoing · customer-42");
    }

    @Test
    void whatTheServiceRefusesIsSaidAtTheField() {
        shop.open().wantOngoing().fill("IBAN", "DE00 3704 0044 0532 0130 00").goToTheBank();

        assertThat(shop.element("user_id-error")).hasText("is mandatory for an ongoing flow");
        assertThat(shop.element("iban-error")).hasText("looks like an IBAN, but its check digits are wrong");
        assertThat(shop.field("Customer number")).isFocused();
        assertThat(shop.field("IBAN")).hasAttribute("aria-invalid", "true");

        shop.fill("Customer number", "customer-42").fill("IBAN", IBAN).goToTheBank();
        bank.shows(WidgetStep.LOGIN);
    }

    @Test
    void aWrongPasswordIsToldAndTriedAgain() {
        shop.open().goToTheBank().chooseBank().signIn("000000");

        assertThat(bank.complaint()).containsText("password is wrong");
        bank.finishFromSignIn();
        shop.shows("completed");
    }

    @Test
    void whoCancelsMayGoBackAndFinish() {
        shop.open().goToTheBank().chooseBank().signIn().confirmByPhone().shows(WidgetStep.OTP);
        bank.cancel();

        shop.shows("cancelled");
        assertThat(shop.element("next")).hasText("Start a new request");
        shop.page().goBack();
        bank.chooseBank().finishFromSignIn();
        shop.shows("completed");
        assertThat(shop.transitions())
                .hasText(new String[] {"awaiting user", "cancelled", "authorized", "fetching", "completed"});
    }

    @Test
    void aFailureAtTheBankIsNamed() {
        shop.open().goToTheBank().shows(WidgetStep.BANK).letItFail();

        shop.shows("failed");
        assertThat(shop.element("reason")).containsText("(provider_reported)");
        assertThat(shop.transitions()).hasText(new String[] {"awaiting user", "failed provider reported"});
        assertThat(shop.element("report")).isHidden();
    }
}
